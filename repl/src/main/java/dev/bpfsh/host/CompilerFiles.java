// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

/**
 * The files of a JShell's compilers, of which each snippet takes four, so that it waits for them as little as can be.
 *
 * <p>JShell asks for folders alone to make an index of all classes there are, for completion, on a thread of its own and
 * as soon as it can tell where a statement ends: behind the back of a script, which completes nothing, that took 90 ms of
 * a processor and a third of the memory. They are told when that is asked for.
 */
final class CompilerFiles extends ForwardingJavaFileManager<StandardJavaFileManager>
        implements StandardJavaFileManager {
    /** Plugins of the compiler are sought there for each snippet, and there are none. */
    private static final ClassLoader WITHOUT_PLUGINS = ClassLoader.getPlatformClassLoader();

    private final BooleanSupplier wanted;
    private final Map<Listing, List<JavaFileObject>> listed = new ConcurrentHashMap<>();

    /** What is asked for of a module of the JDK, which stays as it is. */
    private record Listing(Location module, String packageName, Set<Kind> kinds) {}

    /** @param wanted whether there shall be an index; it may wait with its answer */
    CompilerFiles(StandardJavaFileManager all, BooleanSupplier wanted) {
        super(all);
        this.wanted = wanted;
    }

    /**
     * Lists a package of the JDK once for all compilers, without the classes that have no name: nobody can import them,
     * and JShell goes through all that a compiler knows whenever it is done with it.
     */
    @Override
    public Iterable<JavaFileObject> list(Location location, String packageName, Set<Kind> kinds, boolean recurse)
            throws IOException {
        if (recurse || location instanceof StandardLocation) {
            return super.list(location, packageName, kinds, recurse);
        }
        Listing listing = new Listing(location, packageName, Set.copyOf(kinds));
        List<JavaFileObject> known = listed.get(listing);
        if (known == null) {
            known = new ArrayList<>();
            for (JavaFileObject file : super.list(location, packageName, kinds, false)) {
                if (!isNameless(file.getName())) {
                    known.add(file);
                }
            }
            listed.put(listing, known);
        }
        return known;
    }

    /** Whether it is the file of an anonymous or a local class, as {@code Formatter$1.class}. */
    private static boolean isNameless(String file) {
        int dollar = file.indexOf('$');
        while (dollar >= 0 && !Character.isDigit(file.charAt(dollar + 1))) {
            dollar = file.indexOf('$', dollar + 1);
        }
        return dollar >= 0;
    }

    @Override
    public ClassLoader getClassLoader(Location location) {
        return WITHOUT_PLUGINS;
    }

    @Override
    public Iterable<? extends Path> getLocationAsPaths(Location location) {
        return wanted.getAsBoolean() ? fileManager.getLocationAsPaths(location) : List.of();
    }

    @Override
    public Iterable<? extends File> getLocation(Location location) {
        return fileManager.getLocation(location);
    }

    @Override
    public void setLocation(Location location, Iterable<? extends File> files) throws IOException {
        fileManager.setLocation(location, files);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjectsFromFiles(Iterable<? extends File> files) {
        return fileManager.getJavaFileObjectsFromFiles(files);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjects(File... files) {
        return fileManager.getJavaFileObjects(files);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjectsFromStrings(Iterable<String> names) {
        return fileManager.getJavaFileObjectsFromStrings(names);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjects(String... names) {
        return fileManager.getJavaFileObjects(names);
    }
}
