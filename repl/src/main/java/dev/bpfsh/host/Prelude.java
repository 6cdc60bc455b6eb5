// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import dev.bpfsh.attach.Hooks;
import dev.bpfsh.attach.Tracepoint;
import dev.bpfsh.btf.Btf;
import dev.bpfsh.btf.KernelBtf;
import dev.bpfsh.btf.TypeText;
import dev.bpfsh.compile.BpfCompiler;
import dev.bpfsh.kernel.Feature;
import dev.bpfsh.kernel.LinkInfo;
import dev.bpfsh.kernel.Links;
import dev.bpfsh.kernel.Maps;
import dev.bpfsh.kernel.ProgramInfo;
import dev.bpfsh.kernel.Programs;
import dev.bpfsh.kernel.Tracefs;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Libc;
import dev.bpfsh.libbpf.MapInfo;
import dev.bpfsh.libbpf.Topic;
import dev.bpfsh.loader.BpfObject;
import dev.bpfsh.loader.SkeletonObject;
import java.nio.file.Path;
import java.util.List;

/**
 * Objects and what the kernel has, as calls that need no import at the prompt and in scripts. So are {@link Hooks},
 * {@link TraceCalls}, {@link Values}, {@link Report}, {@link Lifetime} and {@link SessionCalls}.
 */
public final class Prelude {
    private Prelude() {}

    /**
     * Opens a BPF object: a file, or the object of a bundled script by its name. Nothing goes into the kernel. A file
     * that ends in {@code .c} is compiled first, as by {@link #compile(Path)}; so is the source of an object of that
     * name, if it has changed since the object was built.
     *
     * <pre>{@code var minimal = open("minimal")}</pre>
     *
     * @throws dev.bpfsh.loader.OpenFailed if there is no such object, or the file is none
     */
    public static BpfObject open(String nameOrFile) {
        return opened(ObjectFiles.find(nameOrFile));
    }

    /**
     * As {@link #open(String)}.
     *
     * <pre>{@code open(Path.of("scripts/minimal.bpf.o"))}</pre>
     */
    public static BpfObject open(Path file) {
        return opened(ObjectFiles.asAsked(file));
    }

    private static BpfObject opened(Path file) {
        return file.toString().endsWith(".c") ? compile(file) : BpfObject.open(file);
    }

    /**
     * Compiles a BPF program with the clang of this machine, or takes what was compiled before, and opens the object.
     * Warnings go to standard error.
     *
     * <pre>{@code var mine = compile(Path.of("scripts/minimal.bpf.c"))}</pre>
     *
     * @throws dev.bpfsh.compile.CompileFailed with the places of the errors, or with what is missing here
     */
    public static BpfObject compile(Path source) {
        return Compiling.open(BpfCompiler.system().compile(source));
    }

    /**
     * As {@link #compile(Path)}, from the text itself, whose headers are sought from the current folder. A text that
     * includes none is given {@code vmlinux.h} and those of libbpf, and the GPL as its license if it names none. A word
     * that ends in {@code .c} is the name of a file.
     *
     * <pre>{@code
     * var mine = compile("""
     *     int calls;
     *
     *     SEC("tp/syscalls/sys_enter_write")
     *     int count(void *ctx)
     *     {
     *         calls++;
     *         return 0;
     *     }
     *     """)
     * }</pre>
     */
    public static BpfObject compile(String source) {
        return source.matches("[^\\n;{]+\\.c")
                ? compile(Path.of(source))
                : Compiling.open(BpfCompiler.system().compile(source));
    }

    /**
     * As {@link #compile(String)}, from a text that has a name: so the object is called, here and by the kernel, and
     * {@code NAME.bpf.c} is the file that errors speak of. A text without a name is called {@code source}.
     *
     * <pre>{@code
     * var mine = compile("mine", "int calls; SEC(\"tp/syscalls/sys_enter_write\") int count(void *ctx) { return calls++; }")
     * }</pre>
     *
     * @throws dev.bpfsh.compile.CompileFailed also if the name has other characters than letters, digits, _ and -
     */
    public static BpfObject compile(String name, String source) {
        return Compiling.open(BpfCompiler.system().compile(name, source));
    }

    /**
     * Opens an object as a class of its own, in which each program, map, link and global is a member with a type: Tab
     * knows them. The class is named after the object, {@code MinimalBpf}, and can be used by this name afterwards.
     *
     * <pre>{@code
     * var minimal = skeleton("minimal")
     * minimal.bss().my_pid(pid())
     * }</pre>
     *
     * <p>In a script the line {@code //SKELETON minimal} declares the class too: {@code MinimalBpf.open()}.
     *
     * @param nameOrFile as {@link #open(String)} takes it, written out between quotes: the class depends on it
     */
    public static SkeletonObject skeleton(String nameOrFile) {
        throw new BpfException(
                        "skeleton",
                        nameOrFile,
                        "the name must stand between quotes, because the class is made before this runs",
                        null,
                        List.of(),
                        "skeleton(\"" + nameOrFile + "\"), or open(...) where the name is not known in advance")
                .about(Topic.OBJECT);
    }

    /**
     * The id of this process, as BPF programs see it outside of pid namespaces.
     *
     * <pre>{@code minimal.bss().set("my_pid", pid())}</pre>
     */
    public static int pid() {
        return (int) ProcessHandle.current().pid();
    }

    /**
     * The id of the thread that calls this: outside of pid namespaces, what trace_pipe shows after the task's name.
     *
     * <pre>{@code tid() == pid()}</pre>
     */
    public static int tid() {
        return Libc.gettid();
    }

    /**
     * The types of the running kernel.
     *
     * <pre>{@code btf().find("task_struct")}</pre>
     *
     * @throws BpfException if this kernel has no BTF
     */
    public static Btf btf() {
        return KernelBtf.vmlinux();
    }

    /**
     * A type of the running kernel: the layout of a struct, C for any other.
     *
     * <pre>{@code btf("task_struct")}</pre>
     *
     * @throws BpfException if there is none of that name, with names that are near
     */
    public static TypeText btf(String type) {
        return btf(btf(), type);
    }

    /**
     * As {@link #btf(String)}, among other types.
     *
     * <pre>{@code btf(bootstrap.btf(), "event")}</pre>
     */
    public static TypeText btf(Btf types, String type) {
        return TypeText.of(types, type);
    }

    /**
     * All programs that are loaded in this kernel, by whomever.
     *
     * <pre>{@code progs().stream().filter(program -> program.uid() != 0).toList()}</pre>
     *
     * @throws BpfException if this process may not list them
     */
    public static List<ProgramInfo> progs() {
        return Programs.all();
    }

    /**
     * The loaded programs with a word in their names.
     *
     * <pre>{@code progs("handle_tp").stream().mapToLong(ProgramInfo::runCount).sum()}</pre>
     *
     * @throws BpfException if this process may not list them
     */
    public static List<ProgramInfo> progs(String part) {
        return progs().stream().filter(program -> program.name().contains(part)).toList();
    }

    /**
     * All maps in this kernel; {@code BpfMap.open(id)} opens one.
     *
     * <pre>{@code maps().stream().mapToLong(MapInfo::maxEntries).sum()}</pre>
     *
     * @throws BpfException if this process may not list them
     */
    public static List<MapInfo> maps() {
        return Maps.all();
    }

    /**
     * The maps of this kernel with a word in their names, of which the kernel keeps 15 characters.
     *
     * <pre>{@code maps("counts").stream().map(MapInfo::id).toList()}</pre>
     *
     * @throws BpfException if this process may not list them
     */
    public static List<MapInfo> maps(String part) {
        return maps().stream().filter(map -> map.name().contains(part)).toList();
    }

    /**
     * All links in this kernel: which program is at which hook.
     *
     * <pre>{@code links().stream().filter(link -> link.type().equals("xdp")).toList()}</pre>
     *
     * @throws BpfException if this process may not list them
     */
    public static List<LinkInfo> links() {
        return Links.all();
    }

    /**
     * The tracepoints of this kernel with a word in {@code category/name}, sorted; each is a hook.
     *
     * <pre>{@code tracepoints("sched/").get(0).fields()}</pre>
     *
     * @param part all have the empty one
     * @throws BpfException if tracefs is not to be had, or may not be read
     */
    public static List<Tracepoint> tracepoints(String part) {
        return Tracefs.tracepoints().stream()
                .filter(tracepoint -> tracepoint.contains(part))
                .sorted()
                .map(tracepoint -> tracepoint.split("/", 2))
                .map(names -> Hooks.tracepoint(names[0], names[1]))
                .toList();
    }

    /**
     * What this machine has of what BPF and bpfsh stand on, and what to do about what it lacks: kernel, rights, file
     * systems, tools, the JDK, types of programs and maps, kinds of hooks. It asks by trying, and leaves nothing behind.
     *
     * <pre>{@code features().stream().filter(feature -> !feature.advice().isEmpty()).toList()}</pre>
     */
    public static List<Feature> features() {
        return Features.all();
    }
}
