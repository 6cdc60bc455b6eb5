// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.LibbpfLog;
import dev.bpfsh.loader.LoadFailed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * All that is known of the last problem: of an exception its message, the error number by name, what the verifier and
 * libbpf said, the whole stack with its causes; of a compile error all the words of the compiler.
 */
public final class Why {
    private static volatile Why last = new Why("nothing went wrong so far", null, List.of(), List.of());

    private final String title;
    private final Throwable thrown;
    private final List<Problem> problems;
    private final List<String> said;

    private Why(String title, Throwable thrown, List<Problem> problems, List<String> said) {
        this.title = title;
        this.thrown = thrown;
        this.problems = problems;
        this.said = said;
    }

    /** All about the last problem of this process. */
    public static Why last() {
        return last;
    }

    /** Remembers what went wrong in an evaluation, if anything did. */
    static void note(Outcome outcome, long logPosition) {
        if (outcome instanceof Outcome.Failed failed) {
            last = new Why("it does not compile, so nothing of it ran", null, failed.problems(), List.of());
        } else if (outcome instanceof Outcome.Threw threw) {
            last = new Why("", threw.thrown(), List.of(), said(logPosition));
        }
    }

    /** Remembers what ended a thread. */
    static void note(Thread thread, Throwable thrown) {
        last = new Why("it ended thread " + thread.getName(), thrown, List.of(), List.of());
    }

    private static List<String> said(long position) {
        return LibbpfLog.get().lines().stream()
                .filter(line -> line.number() >= position)
                .map(LibbpfLog.Line::toString)
                .toList();
    }

    /** Everything, in as many lines as it takes. To make it is to call code of the user's, if the exception is his. */
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        if (!title.isEmpty()) {
            lines.add(title);
        }
        problems.forEach(problem -> lines.addAll(words(problem)));
        if (thrown != null) {
            List<Throwable> family = Frames.family(thrown);
            for (int i = 0; i < family.size(); i++) {
                lines.addAll(words(family.get(i), i == 0 ? "" : "because of or with: "));
            }
            if (!said.isEmpty()) {
                lines.add("libbpf said meanwhile:");
                said.forEach(line -> lines.add("  " + line));
            }
        }
        return String.join("\n", lines);
    }

    private static List<String> words(Problem problem) {
        List<String> lines = new ArrayList<>(problem.toString().lines().toList());
        if (!problem.words().equals(problem.message())) {
            lines.add("the compiler's words:");
            problem.words().lines().forEach(line -> lines.add("  " + line));
        }
        return lines;
    }

    private static List<String> words(Throwable thrown, String before) {
        List<String> lines = new ArrayList<>();
        lines.add(before + thrown.getClass().getName());
        message(thrown).lines().forEach(line -> lines.add("  " + line));
        if (thrown instanceof BpfException known) {
            known.errno()
                    .ifPresent(
                            errno -> lines.add("error number: " + errno + ", " + errno.number() + ": " + errno.text()));
        }
        if (thrown instanceof LoadFailed failed && !failed.log().isEmpty()) {
            lines.add("the whole log, " + failed.log().size() + " lines:");
            failed.log().forEach(line -> lines.add("  " + line));
        }
        StackTraceElement[] frames = Frames.of(thrown);
        if (frames.length > 0) {
            lines.add(Arrays.stream(frames).map(frame -> "  at " + place(frame)).collect(Collectors.joining("\n")));
        }
        return lines;
    }

    /** A frame of a snippet has no class that anybody knows. */
    private static String place(StackTraceElement frame) {
        boolean top = frame.getClassName().isEmpty();
        String place = frame.getFileName() + ":" + frame.getLineNumber();
        return !top
                ? frame.toString()
                : frame.getMethodName().isEmpty() ? place : place + " in " + frame.getMethodName() + "()";
    }

    private static String message(Throwable thrown) {
        try {
            return String.valueOf(thrown.getMessage());
        } catch (RuntimeException | Error broken) {
            return "(its message cannot be read: " + broken.getClass().getName() + ")";
        }
    }
}
