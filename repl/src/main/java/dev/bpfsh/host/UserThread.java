// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.stream.Stream;

/**
 * A thread that works in the background for the user: one that a snippet or a script has started, also through what it
 * has called; an evaluation that could not be stopped.
 *
 * @param id Java's number of it
 * @param state runnable, waiting, blocked, ...
 * @param doing the call in which it is
 */
public record UserThread(long id, String name, String state, String doing) {
    /** What libraries begin once for everybody, in the group of whoever comes first. */
    private static final List<String> SHARED = List.of("jnr.", "CompletableFutureDelayScheduler");

    /** All there are, but for the one that asks. */
    public static List<UserThread> all() {
        return of(EvaluationThread.GROUP)
                .map(UserThread::of)
                .sorted(Comparator.comparingLong(UserThread::id))
                .toList();
    }

    /** Also those of the JVM and of bpfsh itself. */
    public static List<UserThread> ofProcess() {
        return alive(everybody())
                .map(UserThread::of)
                .sorted(Comparator.comparingLong(UserThread::id))
                .toList();
    }

    private static ThreadGroup everybody() {
        var top = Thread.currentThread().getThreadGroup();
        while (top.getParent() != null) {
            top = top.getParent();
        }
        return top;
    }

    private static Stream<Thread> alive(ThreadGroup group) {
        var threads = new Thread[group.activeCount() * 2 + 16];
        return Arrays.stream(threads, 0, group.enumerate(threads)).filter(thread -> thread != Thread.currentThread());
    }

    /** Those of a group that do the user's work, and nobody else's. */
    static Stream<Thread> of(ThreadGroup group) {
        return alive(group)
                .filter(thread -> !(thread instanceof EvaluationThread evaluation && evaluation.idle()))
                .filter(thread -> !(thread instanceof ForkJoinWorkerThread worker
                        && worker.getPool() == ForkJoinPool.commonPool()))
                .filter(thread -> SHARED.stream().noneMatch(thread.getName()::startsWith));
    }

    private static UserThread of(Thread thread) {
        var frames = frames(thread);
        return new UserThread(
                thread.getId(),
                thread.getName(),
                thread.getState().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                frames.length == 0 ? "" : doing(frames, users(thread, frames)));
    }

    /** Where it is, but for our own check that it may go on. */
    private static StackTraceElement[] frames(Thread thread) {
        return Stream.of(thread.getStackTrace())
                .dropWhile(frame -> frame.getClassName().equals(Stop.class.getName()))
                .toArray(StackTraceElement[]::new);
    }

    /** The frames as the user knows them, by ids of snippets and lines of files. */
    private static StackTraceElement[] users(Thread thread, StackTraceElement[] frames) {
        return thread.getContextClassLoader() instanceof SnippetLoader loader
                ? loader.evaluator().map(evaluator -> evaluator.users(frames)).orElseGet(() -> Frames.users(frames))
                : Frames.users(frames);
    }

    private static String doing(StackTraceElement[] frames, StackTraceElement[] users) {
        var call = Frames.isSnippet(frames[0]) ? text(users[0]) : Frames.blockedIn(frames);
        return Stream.of(users)
                .filter(frame ->
                        frame.getFileName() != null && frame.getFileName().startsWith("#")
                                || frame.getClassName().isEmpty())
                .findFirst()
                .map(UserThread::text)
                .map(frame -> frame.equals(call) ? call : call + " at " + frame)
                .orElse(call);
    }

    private static Thread thread(long id) {
        return alive(everybody())
                .filter(thread -> thread.getId() == id)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no thread has the id " + id + " any more"));
    }

    /**
     * Where it is now, the innermost call first.
     *
     * <pre>{@code threads().get(0).stack()}</pre>
     *
     * @throws IllegalArgumentException if it has ended
     */
    public List<String> stack() {
        var thread = thread(id);
        return Stream.of(users(thread, frames(thread))).map(UserThread::text).toList();
    }

    /** {@code f(#2:1)}, {@code #2:1}: a lambda counts as where it stands. */
    private static String text(StackTraceElement frame) {
        var text = frame.toString()
                .replaceFirst("^\\.", "")
                .replaceFirst("\\blambda\\$(\\w+?)\\$+\\d+", "$1")
                .replaceFirst("^do_it\\$?", "");
        return text.startsWith("(") ? text.substring(1, text.length() - 1) : text;
    }

    /**
     * Asks it to end: what it waits for is interrupted, and code of snippets and scripts ends at its next turn.
     *
     * @return whether it has ended within a second
     * @throws IllegalArgumentException if it has ended before
     * @throws UnsupportedOperationException if it is one of the JVM or of bpfsh itself
     */
    public boolean stop() throws InterruptedException {
        var thread = thread(id);
        if (of(EvaluationThread.GROUP).noneMatch(each -> each == thread)) {
            throw new UnsupportedOperationException(
                    "thread " + id + " (" + name + ") is not the user's: bpfsh or the JVM needs it");
        }
        Stop.order(thread);
        thread.join(1_000);
        return !thread.isAlive();
    }
}
