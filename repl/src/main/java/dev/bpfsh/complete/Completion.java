// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.complete;

import java.util.List;

/**
 * What could stand at the cursor.
 *
 * @param from where the text begins that a candidate replaces
 * @param to where it ends: the cursor
 * @param candidates best first; of very many only as many as anybody reads
 * @param more how many there are besides
 * @param common what all of them begin with, those that are not shown too
 * @param title what they are, in words, where they are all of one kind; else empty
 */
public record Completion(int from, int to, List<Candidate> candidates, int more, String common, String title) {
    /** Nothing. */
    public static Completion none(int cursor) {
        return new Completion(cursor, cursor, List.of(), 0, "", "");
    }

    /** All of some candidates. */
    public static Completion of(int from, int to, List<Candidate> candidates, String title) {
        return new Completion(from, to, candidates, 0, common(candidates), title);
    }

    /** Whether there is nothing to choose from. */
    public boolean isEmpty() {
        return candidates.isEmpty();
    }

    /** How many there are. */
    public int count() {
        return candidates.size() + more;
    }

    private static String common(List<Candidate> candidates) {
        String common = null;
        for (var candidate : candidates) {
            common = common == null ? candidate.insert() : common(common, candidate.insert());
        }
        return common == null ? "" : common;
    }

    static String common(String a, String b) {
        int length = 0;
        while (length < Math.min(a.length(), b.length()) && a.charAt(length) == b.charAt(length)) {
            length++;
        }
        return a.substring(0, length);
    }
}
