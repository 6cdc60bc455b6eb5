// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.lesson;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A line, or some, that the learner runs.
 *
 * @param code as it stands on the input line
 * @param output what it shows, with {@code …} for any text within a line, and on a line of its own for any lines
 */
public record Step(Passage text, String code, Optional<String> output, int line) implements Part {
    /** What the prompt says of an error, of an exception's place, and after Ctrl-C. */
    private static final Pattern FAILURE = Pattern.compile("(?m)^(error: .*|  at #.*|stopped)$");

    /** Whether it is there to fail: what it shows is an error. */
    public boolean fails() {
        return output.filter(shown -> FAILURE.matcher(shown).find()).isPresent();
    }

    @Override
    public String making() {
        return fails() ? "" : code;
    }
}
