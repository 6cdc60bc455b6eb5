// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The libraries that bpfsh itself stands on: a session's classes come from these first. */
final class OwnLibraries {
    /** A jar as Maven names it, alone or as the address of something in it. */
    private static final Pattern JAR = Pattern.compile("(?:.*/)?([^/]+?)-(\\d[^/!]*)\\.jar(?:!/.*)?");

    private OwnLibraries() {}

    /** A line for each of these jars that bpfsh has in another version, which stays in force. */
    static List<String> inForce(List<Path> added) throws IOException {
        var own = versions();
        return added.stream()
                .map(path -> JAR.matcher(path.toString()))
                .filter(Matcher::matches)
                .filter(jar ->
                        own.containsKey(jar.group(1)) && !own.get(jar.group(1)).contains(jar.group(2)))
                .map(jar -> jar.group(1) + " " + jar.group(2) + ": bpfsh itself has "
                        + own.get(jar.group(1)).first() + ", which stays in force")
                .toList();
    }

    /** By the artifact; of one there may be a jar of classes and one of native code. */
    private static Map<String, TreeSet<String>> versions() throws IOException {
        var found = new TreeMap<String, TreeSet<String>>();
        var loader = OwnLibraries.class.getClassLoader();
        for (var manifest : Collections.list(loader.getResources("META-INF/MANIFEST.MF"))) {
            var jar = JAR.matcher(manifest.getPath());
            if (jar.matches()) {
                found.computeIfAbsent(jar.group(1), artifact -> new TreeSet<>()).add(jar.group(2));
            }
        }
        return found;
    }
}
