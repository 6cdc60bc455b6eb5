// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.kernel.Capabilities;
import dev.bpfsh.libbpf.CommandLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The two lines before the first prompt: versions and what this machine lacks; what needs no import, where to go. */
final class Banner {
    private static final Pattern STAR =
            Pattern.compile("(?m)^import (static )?((?:java|dev\\.bpfsh)\\b)?\\.?([\\w.]+)\\.\\*;");
    private static final String WHERE_TO_GO = "  /imports /help /lesson";

    private Banner() {}

    /**
     * The lines, each cut to a width.
     *
     * @param known what is known of this machine
     * @param lacks what this process may not do
     */
    static String of(String prelude, Optional<MachineNotes> known, List<String> lacks, int width) {
        List<String> versions =
                new ArrayList<>(List.of("bpfsh " + Versions.bpfsh().replace("-SNAPSHOT", "")));
        known.ifPresent(notes -> versions.add("libbpf " + notes.libbpf()));
        versions.add("JDK " + Versions.jdk());
        versions.add("kernel " + Versions.kernel().replaceFirst("-.*", ""));
        List<String> missing = new ArrayList<>(lacks);
        known.ifPresent(notes -> missing.addAll(notes.lacks()));
        String first = String.join("  ", versions) + (missing.isEmpty() ? "" : "  lacks " + String.join(", ", missing));
        return cut(first, width) + "\n" + cut(imports(prelude), width - WHERE_TO_GO.length()) + WHERE_TO_GO;
    }

    /** The rights without which nothing can be loaded. */
    static List<String> lackingRights() {
        return Capabilities.current().effective().contains("CAP_BPF")
                ? List.of()
                : List.of("CAP_BPF (sudo " + CommandLine.name() + ")");
    }

    /** The imports on demand of a text, those of one family between braces. */
    static String imports(String prelude) {
        Map<String, List<String>> families = new LinkedHashMap<>();
        STAR.matcher(prelude).results().forEach(found -> {
            boolean isStatic = found.group(1) != null;
            String rest = found.group(3);
            families.computeIfAbsent(isStatic ? "static " : found.group(2) + ".", family -> new ArrayList<>())
                    .add(isStatic ? rest.substring(rest.lastIndexOf('.') + 1) : rest);
        });
        return families.entrySet().stream()
                .map(family -> family.getKey() + "{" + String.join(",", family.getValue()) + "}")
                .collect(Collectors.joining(" ", "import ", ""));
    }

    private static String cut(String line, int width) {
        if (line.length() <= width) {
            return line;
        }
        String begin = line.substring(0, Math.max(0, width - 3));
        int comma = begin.lastIndexOf(',');
        return (comma < 0 ? begin : begin.substring(0, comma + 1)) + "...";
    }
}
