// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.lesson;

import java.util.List;
import java.util.Optional;

/**
 * A lesson as it was read.
 *
 * @param name by which it is asked for
 * @param aim what the learner will be able to do
 * @param minutes how long it takes, 0 where that is not said
 * @param needs what the machine has to have
 * @param parts in order, one at least
 * @param learnt what stands behind the last part
 * @param next the file name of the lesson after it
 * @param undo statements that take back what outlives the session
 */
public record Lesson(
        String name,
        String title,
        Passage aim,
        int minutes,
        List<Need> needs,
        List<Part> parts,
        Passage learnt,
        Optional<String> next,
        List<String> undo) {
    /** The record keeps copies. */
    public Lesson {
        needs = List.copyOf(needs);
        parts = List.copyOf(parts);
        undo = List.copyOf(undo);
    }
}
