// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import java.util.List;

/** What came of one evaluated unit: real objects, never their texts. */
public sealed interface Outcome {

    /** Whether evaluation goes on after it. */
    default boolean succeeded() {
        return this instanceof Value || this instanceof Done;
    }

    /**
     * A value.
     *
     * @param name the variable that holds it, {@code $1} and so on when the user gave none
     * @param type its static type as the user would write it
     * @param value the object itself; null is a value too
     */
    record Value(String name, String type, Object value) implements Outcome {}

    /**
     * Nothing to show but perhaps a note.
     *
     * @param text such as {@code created method f(int)}; empty for statements and imports
     */
    record Done(String text) implements Outcome {}

    /** It did not compile, so nothing of it ran. */
    record Failed(List<Problem> problems) implements Outcome {
        public Failed {
            problems = List.copyOf(problems);
        }
    }

    /**
     * It ended by an exception.
     *
     * @param thrown the very object; its stack traces, and those of its causes, end where the user's code begins
     * @param frames the stack trace of {@code thrown}, snippets' frames as {@code FILE:LINE} or {@code #ID:LINE}
     */
    record Threw(Throwable thrown, List<StackTraceElement> frames) implements Outcome {
        public Threw {
            frames = List.copyOf(frames);
        }
    }

    /**
     * It was stopped by {@link Evaluator#stop()} or {@link Script#stop()}.
     *
     * @param where empty when it ended; else the call in which its thread still hangs, such as {@code
     *     java.net.ServerSocket.accept}: that thread has been abandoned
     */
    record Stopped(String where) implements Outcome {}
}
