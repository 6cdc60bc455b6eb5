// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.lesson;

import dev.bpfsh.host.Outcome;
import java.util.List;

/** Where a lesson is played: the session behind the prompt. */
public interface Stage {
    /**
     * Begins: what is opened and declared from now on is the lesson's own.
     *
     * @param undo is to be evaluated, one after the other, if the session ends before {@link #takeBack}
     */
    void begin(List<String> undo);

    /** Evaluates what belongs to the lesson as if it were typed, and shows nothing but what fails; false if that does. */
    boolean run(String code);

    /** Evaluates one unit that nobody has typed, and gives what came of it. */
    Outcome look(String unit);

    /** Takes back all that was opened and declared since it began; says what that was, a line each. */
    List<String> takeBack();
}
