// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.lesson;

import java.util.List;

/**
 * What a step shows, as a lesson or a page writes it. One {@code …} stands for any text within a line, a line of it alone for any
 * number of lines; so the same text holds on every machine.
 */
public final class Shown {
    private static final String ANY = "\u2026";

    private Shown() {}

    /**
     * Whether lines are as they are written.
     *
     * @param written with marks
     * @param seen without
     */
    public static boolean matches(List<String> written, List<String> seen) {
        // As a line of a pattern is matched, but for lines: from each that may stand for many, all are tried.
        if (written.isEmpty()) {
            return seen.isEmpty();
        }
        var rest = written.subList(1, written.size());
        if (written.get(0).strip().equals(ANY)) {
            for (int skipped = 0; skipped <= seen.size(); skipped++) {
                if (matches(rest, seen.subList(skipped, seen.size()))) {
                    return true;
                }
            }
            return false;
        }
        return !seen.isEmpty()
                && line(written.get(0).stripTrailing(), seen.get(0).stripTrailing())
                && matches(rest, seen.subList(1, seen.size()));
    }

    private static boolean line(String written, String seen) {
        var parts = written.split(ANY, -1);
        if (parts.length == 1) {
            return written.equals(seen);
        }
        var last = parts[parts.length - 1];
        if (!seen.startsWith(parts[0]) || !seen.endsWith(last) || seen.length() < parts[0].length() + last.length()) {
            return false;
        }
        int at = parts[0].length();
        for (int i = 1; i < parts.length - 1; i++) {
            int found = seen.indexOf(parts[i], at);
            if (found < 0) {
                return false;
            }
            at = found + parts[i].length();
        }
        return at <= seen.length() - last.length();
    }
}
