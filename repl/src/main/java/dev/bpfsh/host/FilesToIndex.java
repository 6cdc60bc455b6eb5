// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;

/**
 * The compiler's files, of which the folders are told when that is asked for. JShell asks for folders alone to make an
 * index of all classes there are, for completion, on a thread of its own and as soon as it can tell where a statement
 * ends: behind the back of a script, which completes nothing, that took 90 ms of a processor and a third of the memory.
 */
final class FilesToIndex extends ForwardingJavaFileManager<StandardJavaFileManager> implements StandardJavaFileManager {
    private final BooleanSupplier wanted;

    /** @param wanted whether there shall be an index; it may wait with its answer */
    FilesToIndex(StandardJavaFileManager all, BooleanSupplier wanted) {
        super(all);
        this.wanted = wanted;
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
