// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.lesson;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Why a file is no lesson. */
public final class LessonErrors extends IOException {
    private static final long serialVersionUID = 1;
    private static final int MOST = 8;

    /**
     * One place where it is not.
     *
     * @param line of the file, from 1
     */
    public record Problem(int line, String words) {}

    private final transient List<Problem> problems;

    LessonErrors(String file, List<Problem> problems) {
        super(message(file, problems));
        this.problems = List.copyOf(problems);
    }

    /** All places, in order. */
    public List<Problem> problems() {
        return problems;
    }

    private static String message(String file, List<Problem> problems) {
        int more = problems.size() - MOST;
        return problems.stream()
                        .limit(MOST)
                        .map(problem -> file + ":" + problem.line() + ": " + problem.words())
                        .collect(Collectors.joining("\n"))
                + (more > 0 ? "\n... " + more + " more" : "");
    }
}
