// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import com.kenai.jffi.Library;
import dev.bpfsh.timing.Phase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import jnr.ffi.LastError;
import jnr.ffi.LibraryLoader;
import jnr.ffi.LibraryOption;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/**
 * The system's libbpf, loaded once and at once: a library that is missing, or older than 1.0, is said here and not
 * at the first call of some function.
 */
public final class Libbpf {
    /** Asks for the version without naming any function that an old libbpf may lack. */
    interface Version {
        int libbpf_major_version();

        int libbpf_minor_version();
    }

    private static final String NAME = "libbpf.so.1";
    private static final String HINT = "install it: apt-get install libbpf1, dnf install libbpf, apk add libbpf, ...";

    private static Libbpf instance;

    private final LibbpfLibrary library;
    private final Runtime runtime;
    private final Map<Class<?>, Object> groups = new ConcurrentHashMap<>();

    private Libbpf() {
        var phase = Phase.begin("bind libbpf");
        refuseOld();
        library = bind(LibbpfLibrary.class, NAME);
        runtime = Runtime.getSystemRuntime();
        LibbpfLog.get().install(library, runtime);
        phase.end();
    }

    /**
     * The library.
     *
     * @throws UnsupportedByKernel if libbpf is missing or older than 1.0
     */
    public static synchronized Libbpf get() {
        if (instance == null) {
            instance = new Libbpf();
        }
        return instance;
    }

    /**
     * Loads libbpf, and what else it takes to open, load and attach an object, all of which is otherwise made when it is
     * first wanted: for a thread that has nothing else to do.
     *
     * @throws UnsupportedByKernel as {@link #get}
     */
    public static void bindUsual() {
        var libbpf = get();
        Libc.gettid();
        libbpf.group(MapTypeFunctions.class);
        libbpf.group(ProgramFunctions.class);
        libbpf.group(AttachFunctions.class);
    }

    private static void refuseOld() {
        Version found;
        try {
            found = bind(Version.class, NAME);
        } catch (UnsatisfiedLinkError none) {
            found = bindOld(none);
        }
        int major = versionOf(found);
        if (major < 1) {
            throw unusable("libbpf " + major + "." + minorOf(found) + " is too old, bpfsh needs 1.0 or newer");
        }
    }

    private static Version bindOld(UnsatisfiedLinkError none) {
        try {
            return bind(Version.class, "libbpf.so.0");
        } catch (UnsatisfiedLinkError neither) {
            throw unusable("there is no " + NAME + " among this system's libraries");
        }
    }

    private static int versionOf(Version library) {
        try {
            return library.libbpf_major_version();
        } catch (UnsatisfiedLinkError before06) {
            return 0;
        }
    }

    private static int minorOf(Version library) {
        try {
            return library.libbpf_minor_version();
        } catch (UnsatisfiedLinkError before06) {
            return 5;
        }
    }

    private static UnsupportedByKernel unusable(String cause) {
        return new UnsupportedByKernel("use", "libbpf", cause, null, List.of(), HINT);
    }

    private static <T> T bind(Class<T> functions, String name) {
        var library = Library.getCachedInstance(name, Library.LAZY | Library.GLOBAL);
        if (library == null) {
            throw new UnsatisfiedLinkError(Library.getLastError());
        }
        return LazyFunctions.of(functions, library::getSymbolAddress);
    }

    /** The version in use, such as {@code 1.1}. */
    public String version() {
        return library.libbpf_major_version() + "." + library.libbpf_minor_version();
    }

    /**
     * Functions of 1.0 that not every user needs, each bound when it is first called.
     *
     * @param functions an interface that declares them
     */
    <T> T group(Class<T> functions) {
        return functions.cast(groups.computeIfAbsent(functions, each -> bind(each, NAME)));
    }

    /** The functions for what is in maps, bound when they are first wanted, which takes some 20 ms; a call is fast. */
    MapFunctions maps() {
        return MapFunctions.class.cast(groups.computeIfAbsent(MapFunctions.class, maps -> {
            var phase = Phase.begin("bind libbpf for maps");
            var bound = LibraryLoader.loadLibrary(
                    maps, Map.of(LibraryOption.LoadNow, true, LibraryOption.SaveError, true), NAME);
            phase.end();
            return bound;
        }));
    }

    /**
     * As {@link #group}, functions that came after 1.0.
     *
     * @param version the first libbpf that has them all, such as {@code "1.3"}
     * @throws UnsupportedByKernel if this libbpf is older
     */
    <T> T since(String version, Class<T> functions) {
        if (!has(version)) {
            throw unusable("this needs libbpf " + version + " or newer, here is " + version());
        }
        return group(functions);
    }

    /** Whether this libbpf is of that version, such as {@code "1.3"}, or newer. */
    public boolean has(String version) {
        var wanted = version.split("\\.");
        int major = library.libbpf_major_version();
        int minor = library.libbpf_minor_version();
        return major > Integer.parseInt(wanted[0])
                || major == Integer.parseInt(wanted[0]) && minor >= Integer.parseInt(wanted[1]);
    }

    /** libbpf's name of a program type, such as {@code tracepoint}; its number where this libbpf does not know it. */
    public static String programType(int type) {
        return nameOr(get().library.libbpf_bpf_prog_type_str(type), type);
    }

    LibbpfLibrary functions() {
        return library;
    }

    Runtime runtime() {
        return runtime;
    }

    /** What a function that answers null left in {@code errno}. */
    Pointer checked(String call, Pointer answer) throws ErrnoException {
        if (answer == null) {
            throw new ErrnoException(call, LastError.getLastError(runtime));
        }
        return answer;
    }

    static int checked(String call, int answer) throws ErrnoException {
        if (answer < 0) {
            throw new ErrnoException(call, answer);
        }
        return answer;
    }

    /** The name in a type's own spelling, such as {@code tracepoint}, or its number where libbpf does not know it. */
    static String nameOr(String name, int number) {
        return Optional.ofNullable(name).orElse("type " + number);
    }
}
