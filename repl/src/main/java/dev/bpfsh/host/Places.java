// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jshell.SourceCodeAnalysis.SnippetWrapper;

/**
 * Where the code of snippets stands, by the classes that JShell makes of them. JShell translates only the frames of what
 * an evaluation throws; those of other threads, and of a thread that hangs, are translated here, on any thread and while
 * something is evaluated.
 */
final class Places {
    private static final Duration MOMENT = Duration.ofMillis(300);

    private final Map<String, Snippet> byClass = new ConcurrentHashMap<>();
    private final Map<String, Origin> origins = new ConcurrentHashMap<>();
    private final Map<String, String> sources = new ConcurrentHashMap<>();

    private record Snippet(String id, SnippetWrapper wrapper) {}

    /** Where a snippet's first line stands. */
    private record Origin(String file, int line) {}

    /** Tells which class a snippet has become. */
    synchronized void note(String id, SnippetWrapper wrapper) {
        byClass.put(wrapper.fullClassName(), new Snippet(id, wrapper));
        sources.putIfAbsent(id, wrapper.source());
        notifyAll();
    }

    /** Waits a moment for a snippet that runs: which class it is, is told when it has ended. */
    synchronized void await(StackTraceElement[] frames) throws InterruptedException {
        long until = System.nanoTime() + MOMENT.toNanos();
        for (StackTraceElement frame : frames) {
            long left = (until - System.nanoTime()) / 1_000_000;
            while (Frames.isSnippet(frame) && left > 0 && snippet(frame) == null) {
                wait(left);
                left = (until - System.nanoTime()) / 1_000_000;
            }
        }
    }

    private Snippet snippet(StackTraceElement frame) {
        return Frames.wrapper(frame.getClassName()).map(byClass::get).orElse(null);
    }

    /** Tells that a snippet was not typed at the prompt. */
    void origin(String id, String file, int line) {
        origins.put(id, new Origin(file, line));
    }

    /** Tells what the user typed where that is not what JShell was given. */
    void typed(String id, String source) {
        sources.put(id, source);
    }

    Optional<String> typed(String id) {
        return Optional.ofNullable(sources.get(id));
    }

    /** Frames as {@link Frames#users} gives them, each at its snippet and line, or file and line. */
    StackTraceElement[] users(StackTraceElement[] frames) {
        StackTraceElement[] snippets = frames.clone();
        for (int i = 0; i < frames.length; i++) {
            Snippet snippet = snippet(frames[i]);
            if (snippet == null && Frames.isSnippet(frames[i])) {
                snippets[i] = moved(frames[i], "what runs now", -1);
            } else if (snippet != null) {
                snippets[i] = moved(frames[i], "#" + snippet.id(), line(snippet.wrapper(), frames[i].getLineNumber()));
            }
        }
        StackTraceElement[] users = Frames.users(snippets);
        for (int i = 0; i < users.length; i++) {
            users[i] = located(users[i]);
        }
        return users;
    }

    /** A frame that JShell, or the above, has translated: it names the file it came from instead of the snippet. */
    StackTraceElement located(StackTraceElement frame) {
        String name = frame.getFileName();
        Origin origin = name != null && name.startsWith("#") ? origins.get(name.substring(1)) : null;
        return origin == null ? frame : moved(frame, origin.file(), origin.line() + frame.getLineNumber() - 1);
    }

    /** The line of the user's that a frame is at, empty where it is unknown. */
    String source(StackTraceElement frame) {
        String name = frame.getFileName();
        String source = name != null && name.startsWith("#") ? sources.get(name.substring(1)) : null;
        return source == null
                ? ""
                : source.lines()
                        .skip(Math.max(0, frame.getLineNumber() - 1))
                        .findFirst()
                        .orElse("")
                        .strip();
    }

    private static StackTraceElement moved(StackTraceElement frame, String file, int line) {
        return new StackTraceElement(frame.getClassName(), frame.getMethodName(), file, line);
    }

    /** The line of the snippet that became the line of its class, or the last one before it. */
    private static int line(SnippetWrapper wrapper, int ofClass) {
        var before = WrappedLines.of(wrapper).floorEntry(ofClass);
        return before == null ? 1 : before.getValue();
    }
}
