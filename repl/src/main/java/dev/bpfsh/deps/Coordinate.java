// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.deps;

import dev.bpfsh.libbpf.BpfException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a library, as Maven and its kin write it: {@code group:artifact[:extension[:classifier]]:version}.
 *
 * @param version empty where it was left out
 */
public record Coordinate(String group, String artifact, String extension, String classifier, String version) {
    private static final String WORD = "[A-Za-z0-9_.\\-]+";
    private static final Pattern PARTS = Pattern.compile("(" + WORD + "):(" + WORD + ")(?::(?<extension>" + WORD
            + ")(?::(?<classifier>" + WORD + "))?)??(?::(?<version>[A-Za-z0-9_.\\-+\\[\\](),]+))?");

    /**
     * Reads one.
     *
     * @throws BpfException if it is none
     */
    public static Coordinate of(String text) {
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            throw new BpfException(
                    "deps",
                    text.isEmpty() ? "\"\"" : text,
                    "is no name of a library",
                    null,
                    List.of(),
                    "group:artifact:version, as org.apache.commons:commons-lang3:3.20.0");
        }
        return new Coordinate(
                parts.group(1),
                parts.group(2),
                parts.group("extension") == null ? "jar" : parts.group("extension"),
                parts.group("classifier") == null ? "" : parts.group("classifier"),
                parts.group("version") == null ? "" : parts.group("version"));
    }

    /** Without its version. */
    public String library() {
        return group + ":" + artifact;
    }

    @Override
    public String toString() {
        return library()
                + (extension.equals("jar") && classifier.isEmpty() ? "" : ":" + extension)
                + (classifier.isEmpty() ? "" : ":" + classifier)
                + (version.isEmpty() ? "" : ":" + version);
    }
}
