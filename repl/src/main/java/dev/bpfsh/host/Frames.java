// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stack traces as the user should see them. */
final class Frames {
    /** JShell's wrapper classes, after {@code jdk.jshell.Util.PREFIX_PATTERN}. */
    private static final Pattern WRAPPER = Pattern.compile("^REPL\\.\\$JShell\\$[0-9]+[A-Z]*(_[0-9]+[A-Z]*)*[$.]?");

    private static final Pattern OUTERMOST = Pattern.compile("REPL\\.\\$JShell\\$[0-9]+[A-Z]*");

    private static final int LARGEST_FAMILY = 50;

    private Frames() {}

    /** Whether it is the class that JShell puts around a snippet, not one declared in it. */
    static boolean isWrapper(String className) {
        return WRAPPER.matcher(className).matches();
    }

    /** The name of the class that JShell has made of a snippet and that this one is, or is in; empty for others. */
    static Optional<String> wrapper(String className) {
        Matcher outermost = OUTERMOST.matcher(className);
        return outermost.lookingAt() ? Optional.of(outermost.group()) : Optional.empty();
    }

    static boolean isSnippet(StackTraceElement frame) {
        // The class that the JVM spins for a method reference is no line of anybody's.
        return WRAPPER.matcher(frame.getClassName()).lookingAt()
                && !frame.getClassName().contains("$$Lambda");
    }

    /** The frame without JShell's names: {@code (minimal.jsh:12)}, {@code f(#3:1)}, {@code Point.norm(#4:2)}. */
    static StackTraceElement plain(StackTraceElement frame) {
        String type = WRAPPER.matcher(frame.getClassName()).replaceFirst("");
        String method = "do_it$".equals(frame.getMethodName()) ? "" : frame.getMethodName();
        return new StackTraceElement(type, method, frame.getFileName(), frame.getLineNumber());
    }

    /** Frames down to the first line of the user's code: what called it is of no interest to the user. */
    static StackTraceElement[] users(StackTraceElement[] frames) {
        int last = frames.length - 1;
        while (last >= 0 && !isSnippet(frames[last])) {
            last--;
        }
        if (last < 0) {
            return frames;
        }
        StackTraceElement[] users = new StackTraceElement[last + 1];
        for (int i = 0; i <= last; i++) {
            users[i] = isSnippet(frames[i]) ? plain(frames[i]) : frames[i];
        }
        return users;
    }

    /** The throwable, its causes and what they suppressed, each once; not more than can be of use. */
    static List<Throwable> family(Throwable thrown) {
        List<Throwable> family = new ArrayList<>();
        collect(thrown, family);
        return family;
    }

    private static void collect(Throwable thrown, List<Throwable> family) {
        if (thrown == null || family.size() >= LARGEST_FAMILY || family.stream().anyMatch(known -> known == thrown)) {
            return;
        }
        family.add(thrown);
        // A class of the user's may answer with anything.
        Throwable cause = null;
        try {
            cause = thrown.getCause();
        } catch (RuntimeException | Error broken) {
            return;
        }
        collect(cause, family);
        for (Throwable suppressed : thrown.getSuppressed()) {
            collect(suppressed, family);
        }
    }

    /** The frames of a throwable, none where its class does not tell. */
    static StackTraceElement[] of(Throwable thrown) {
        try {
            StackTraceElement[] frames = thrown.getStackTrace();
            return frames == null ? new StackTraceElement[0] : frames;
        } catch (RuntimeException | Error broken) {
            return new StackTraceElement[0];
        }
    }

    /** Gives a throwable other frames, if its class allows it. */
    static void set(Throwable thrown, StackTraceElement[] frames) {
        try {
            thrown.setStackTrace(frames);
        } catch (RuntimeException | Error broken) {
            return;
        }
    }

    /** The library call that the user's code waits in; the innermost frame if there is none of the user's. */
    static String blockedIn(StackTraceElement[] frames) {
        for (int i = 0; i < frames.length; i++) {
            if (isSnippet(frames[i])) {
                return i == 0 ? plain(frames[0]).toString() : call(frames[i - 1]);
            }
        }
        return frames.length == 0 ? "a thread that has not begun" : call(frames[0]);
    }

    private static String call(StackTraceElement frame) {
        return frame.getMethodName().equals("<init>")
                ? "new " + frame.getClassName()
                : frame.getClassName() + "." + frame.getMethodName();
    }
}
