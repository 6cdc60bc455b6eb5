// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.lesson;

import java.util.List;

/**
 * Something to do in one's own words.
 *
 * @param title without the word exercise
 * @param check Java that looks whether it is done, by calls of {@link Check#check}
 * @param hints one after the other
 * @param solution Java that does it
 * @param explanation what is said of the solution
 * @param wrong what others have tried
 */
public record Exercise(
        Passage text,
        String title,
        String check,
        List<Passage> hints,
        String solution,
        Passage explanation,
        List<Wrong> wrong,
        int line)
        implements Part {
    /** What is said below the text of each. */
    public static final String HOW = "Type what does it; check looks whether it is done";

    /**
     * Code that does not do it.
     *
     * @param says what the check says then
     */
    public record Wrong(String code, String says, int line) {}

    /** The record keeps copies. */
    public Exercise {
        hints = List.copyOf(hints);
        wrong = List.copyOf(wrong);
    }

    @Override
    public String making() {
        return solution;
    }
}
