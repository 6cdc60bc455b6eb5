// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import dev.bpfsh.loader.Session;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Waiting, repeating and leaving, at the prompt and in scripts; no import is needed. */
public final class Lifetime {
    private Lifetime() {}

    /**
     * Does nothing for a while. Ctrl-C ends it.
     *
     * <pre>{@code sleep(millis(500))}</pre>
     */
    public static void sleep(Duration time) throws InterruptedException {
        Thread.sleep(TimeUnit.MILLISECONDS.convert(time));
    }

    /**
     * Does nothing until Ctrl-C: the end of a script that works in the background.
     *
     * <pre>{@code sleep()}</pre>
     */
    public static void sleep() throws InterruptedException {
        sleep(Duration.ofMillis(Long.MAX_VALUE));
    }

    /**
     * So many seconds, for {@link #sleep(Duration)} and {@link #every}.
     *
     * <pre>{@code every(seconds(5), () -> System.err.print("."))}</pre>
     */
    public static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    /**
     * So many milliseconds, for {@link #sleep(Duration)} and {@link #every}.
     *
     * <pre>{@code every(millis(100), () -> counts.put(1, System.nanoTime()))}</pre>
     */
    public static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    /**
     * Runs something at once and then in each period, in the background, until it is closed or throws.
     *
     * <pre>{@code every(seconds(1), () -> System.err.print("."))}</pre>
     *
     * @throws IllegalArgumentException if the period is not positive
     */
    public static Timer every(Duration period, Task task) {
        if (period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException("every " + period + ": the period must be positive");
        }
        return Session.current().own(new Timer(period, task));
    }

    /**
     * As {@link #every(Duration, Task)}, what a variable holds.
     *
     * <pre>{@code
     * Runnable dot = () -> System.err.print(".")
     * every(seconds(1), dot)
     * }</pre>
     */
    public static Timer every(Duration period, Runnable task) {
        return every(period, Task.of(task));
    }

    /**
     * Runs something when bpfsh ends or the session is reset: at the end of a script, after an error, at Ctrl-C. What
     * was opened after this call is closed before it. What it throws is said, and the rest is closed all the same.
     *
     * <pre>{@code onExit(() -> sh("rm -f /tmp/mine.txt"))}</pre>
     */
    public static void onExit(Task task) {
        onExit((Runnable) task);
    }

    /**
     * As {@link #onExit(Task)}, what a variable holds.
     *
     * <pre>{@code
     * Runnable bye = () -> System.err.println("bye")
     * onExit(bye)
     * }</pre>
     */
    public static void onExit(Runnable task) {
        Session.current().own(new AtExit(task, "runs at the end"));
    }

    /**
     * At the end says on standard error how many events were lost, if any were.
     *
     * <pre>{@code tellLost(() -> bootstrap.global("dropped").getLong())}</pre>
     *
     * @param lost asked once, before what was opened earlier is closed
     */
    public static void tellLost(LongSupplier lost) {
        onExit(() -> {
            long count = lost.getAsLong();
            if (count > 0) {
                System.err.println("lost " + count + " events, which came faster than they were read");
            }
        });
    }

    /**
     * Leaves, with exit status 0, when a process ends that is watched: then there is nothing left to see. Not after the
     * session has been closed.
     *
     * <pre>{@code exitWith(4242)}</pre>
     *
     * @param pid nothing happens where it is this process's, or 0
     */
    public static void exitWith(long pid) {
        if (pid <= 0 || pid == Prelude.pid()) {
            return;
        }
        var end = ProcessHandle.of(pid).map(ProcessHandle::onExit).orElse(CompletableFuture.completedFuture(null));
        // Not by the thread that tells of the end: it belongs to nobody.
        var run = ScriptRun.current();
        var exit = end.thenRunAsync(() -> run.ifPresentOrElse(script -> script.exit(ExitStatus.DONE), Lifetime::exit));
        onExit(() -> exit.cancel(false));
    }

    /**
     * Closes everything and leaves, with exit status 0.
     *
     * <pre>{@code if (counts.isEmpty()) exit()}</pre>
     */
    public static void exit() {
        exit(ExitStatus.DONE);
    }

    /**
     * Closes everything and leaves; a script that was begun by {@link SessionCalls#run} or {@link SessionCalls#watch} ends alone.
     *
     * <pre>{@code exit(1)}</pre>
     */
    public static void exit(int status) {
        var run = ScriptRun.current();
        if (run.isPresent()) {
            throw run.get().exit(status);
        }
        System.exit(status);
    }
}
