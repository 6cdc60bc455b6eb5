// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import java.util.List;
import java.util.stream.Collectors;

/** A script, or the prelude, does not compile; nothing of it has run. The message shows every problem. */
public final class ScriptErrors extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    ScriptErrors(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
    }

    /** Every problem, in the order of the text. */
    public List<Problem> problems() {
        return problems;
    }
}
