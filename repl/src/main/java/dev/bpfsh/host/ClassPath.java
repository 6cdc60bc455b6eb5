// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What was added to where a session finds classes, in order. It outlives a reset, as in jshell. */
public final class ClassPath {
    private final Set<Libraries.Named> named = new LinkedHashSet<>();
    private final Set<Path> paths = new LinkedHashSet<>();

    /** Adds what was found, and says which of it is new. */
    synchronized List<Path> add(Libraries.Named found) {
        named.add(found);
        List<Path> fresh = new ArrayList<>(found.paths());
        fresh.removeIf(path -> !paths.add(path));
        return fresh;
    }

    /** The jars and folders. */
    public synchronized List<Path> paths() {
        return List.copyOf(paths);
    }

    /** What was asked for that they were added: names of libraries, and paths. */
    public synchronized List<String> names() {
        return named.stream().map(Libraries.Named::name).toList();
    }
}
