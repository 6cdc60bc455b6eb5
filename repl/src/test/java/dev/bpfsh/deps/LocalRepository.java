// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.deps;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** A repository of Maven in a folder, with libraries that a test makes up. */
public record LocalRepository(Path folder) {
    /**
     * Puts a library there.
     *
     * @param coordinate {@code group:artifact:version}
     * @param needs another library, or empty
     * @param entries what its jar holds, by names
     */
    public Path install(String coordinate, String needs, Map<String, byte[]> entries) throws IOException {
        var name = coordinate.split(":");
        var place = folder.resolve(name[0].replace('.', '/')).resolve(name[1]).resolve(name[2]);
        Files.createDirectories(place);
        Files.writeString(
                place.resolve(name[1] + "-" + name[2] + ".pom"),
                "<project><modelVersion>4.0.0</modelVersion>" + named(coordinate)
                        + (needs.isEmpty()
                                ? ""
                                : "<dependencies><dependency>" + named(needs) + "</dependency></dependencies>")
                        + "</project>",
                StandardCharsets.UTF_8);
        return jar(place.resolve(name[1] + "-" + name[2] + ".jar"), entries);
    }

    /** Writes a jar. */
    public static Path jar(Path file, Map<String, byte[]> entries) throws IOException {
        try (var jar = new JarOutputStream(Files.newOutputStream(file))) {
            for (var entry : entries.entrySet()) {
                jar.putNextEntry(new JarEntry(entry.getKey()));
                jar.write(entry.getValue());
            }
        }
        return file;
    }

    private static String named(String coordinate) {
        var name = coordinate.split(":");
        return "<groupId>" + name[0] + "</groupId><artifactId>" + name[1] + "</artifactId><version>" + name[2]
                + "</version>";
    }
}
