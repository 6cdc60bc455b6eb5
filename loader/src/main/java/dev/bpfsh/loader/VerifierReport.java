// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What Linux 7.3 and later add behind the classic log for many causes: a title, and sections with a heading each,
 * {@code Reason}, {@code At}, {@code Causal path}, {@code Suggestion}. Read from logs of 7.3.4.
 *
 * @param title such as {@code Memory Safety: Access outside bounds}
 * @param sections the lines below each heading, without their indentation
 */
record VerifierReport(String title, Map<String, List<String>> sections) {
    private static final String BEGINNING = "Verification failed: ";
    private static final Pattern HEADING = Pattern.compile("([A-Z][a-z]+(?: [a-z]+)*):");
    private static final Pattern PLACE = Pattern.compile("(?:\\S+ @ )?(\\S+?:\\d+)(?::\\d+)?|(insn \\d+)");
    private static final Pattern NOTE = Pattern.compile("\\s*\\|\\s*\\^-- (.*)");
    private static final Pattern MORE = Pattern.compile("\\s*\\|\\s+(\\S.*)");

    /** Where the report begins in a log; its length where there is none. */
    static int beginning(List<String> log) {
        for (int i = log.size() - 1; i >= 0; i--) {
            if (log.get(i).startsWith(BEGINNING)) {
                return i;
            }
        }
        return log.size();
    }

    /** The report in a log, empty on other kernels and for other causes. */
    static Optional<VerifierReport> in(List<String> log) {
        int from = beginning(log);
        if (from == log.size()) {
            return Optional.empty();
        }
        var sections = new LinkedHashMap<String, List<String>>();
        List<String> section = new ArrayList<>();
        for (var line : log.subList(from + 1, log.size())) {
            var heading = HEADING.matcher(line);
            if (heading.matches()) {
                section = sections.computeIfAbsent(heading.group(1), name -> new ArrayList<>());
            } else if (line.startsWith("  ")) {
                section.add(line.substring(2));
            } else if (!line.isBlank()) {
                break;
            }
        }
        return Optional.of(new VerifierReport(log.get(from).substring(BEGINNING.length()), sections));
    }

    /** Why, in a sentence or two. */
    Optional<String> explanation() {
        return text("Reason");
    }

    /** What the kernel proposes. */
    Optional<String> suggestion() {
        return text("Suggestion");
    }

    private Optional<String> text(String heading) {
        return Optional.ofNullable(sections.get(heading)).map(lines -> String.join(" ", lines));
    }

    /** How it came about, a line for each step: where, and what changed. */
    List<String> path() {
        var steps = new ArrayList<String>();
        var place = "";
        boolean noted = false;
        for (var line : sections.getOrDefault("Causal path", List.of())) {
            var where = PLACE.matcher(line);
            var note = NOTE.matcher(line);
            var more = MORE.matcher(line);
            if (where.matches()) {
                place = where.group(1) == null ? where.group(2) : where.group(1);
            } else if (note.matches()) {
                steps.add(place + ": " + note.group(1).replaceFirst("^(update|branch|context): ", ""));
            } else if (noted && more.matches()) {
                steps.set(steps.size() - 1, steps.get(steps.size() - 1) + " " + more.group(1));
            }
            noted = note.matches() || noted && more.matches();
        }
        return steps;
    }
}
