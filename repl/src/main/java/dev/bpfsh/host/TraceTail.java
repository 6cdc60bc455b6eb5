// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import dev.bpfsh.kernel.TraceLine;
import dev.bpfsh.kernel.TracePipe;
import dev.bpfsh.kernel.TraceReader;
import dev.bpfsh.loader.Session;
import dev.bpfsh.view.Json;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Shows the lines of trace_pipe as they come, in the background, until it is closed. It prints at most 20 times a
 * second, whatever came together, and never shows what its own printing caused: a program that watches this process's
 * {@code write} would otherwise feed on what it prints.
 */
public final class TraceTail implements AutoCloseable {
    private static final Duration BATCH = Duration.ofMillis(50);
    private static final int LARGEST_BATCH = 5_000;
    private static final long LONGEST_END = 1_000;
    /** Lines that wait for somebody who awaits one. */
    private static final int KEPT = 5_000;

    private final TracePipe pipe;
    private final Thread printer = new Thread(this::print, "bpfsh-trace-printer");
    private volatile Predicate<TraceLine> wanted = line -> true;
    private volatile String what = "all programs of this machine";
    private volatile boolean json;
    private volatile boolean closed;
    private volatile long count;
    private volatile long leftOut;
    private long lostShown;

    /** What came and no {@link #await} has looked at, the oldest first; its monitor tells of more. */
    private final Deque<TraceLine> unseen = new ArrayDeque<>();
    /** Guarded by that monitor: nothing comes any more, though the thread that brought it may still be about to end. */
    private boolean ended;

    TraceTail(TracePipe pipe) {
        this.pipe = pipe;
        printer.setDaemon(true);
    }

    void start() {
        printer.start();
    }

    void show(String what, Predicate<TraceLine> wanted) {
        this.what = what;
        this.wanted = wanted;
    }

    /** From now on each line is a JSON object. */
    void showJson() {
        json = true;
    }

    private static String json(TraceLine line) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("comm", line.task());
        facts.put("pid", line.tid());
        facts.put("cpu", line.cpu());
        facts.put("time", line.timestamp());
        facts.put("message", line.message());
        return Json.line(facts);
    }

    boolean closed() {
        return closed;
    }

    private void print() {
        Output.printsHere();
        try {
            while (!closed) {
                Output.printers().forEach(pipe::mute);
                show(pipe.drain(LARGEST_BATCH, BATCH));
                Thread.sleep(BATCH.toMillis());
            }
            // What was caused just before the end may still be on its way.
            Thread.sleep(BATCH.toMillis());
            show(pipe.drain(LARGEST_BATCH, Duration.ZERO));
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        } finally {
            // Also where a line could not be printed: nobody would read the pipe any more.
            Output.printsNoMore();
            closed = true;
            synchronized (unseen) {
                ended = true;
                unseen.notifyAll();
            }
            pipe.close();
            Session.current().disown(this);
        }
    }

    private void show(List<TraceLine> came) {
        var lines = new ArrayList<String>();
        var shown = came.stream().filter(wanted).toList();
        leftOut += came.size() - shown.size();
        keep(shown);
        shown.stream().map(json ? TraceTail::json : TraceLine::toString).forEach(lines::add);
        count += lines.size();
        long lost = pipe.lost() + pipe.overflowed();
        if (lost > lostShown) {
            var note = "[lost " + (lost - lostShown) + " events]";
            lostShown = lost;
            if (json) {
                System.err.println(note);
            } else {
                lines.add(note);
            }
        }
        if (!lines.isEmpty()) {
            Output.background(String.join("\n", lines) + "\n");
        }
    }

    private void keep(List<TraceLine> came) {
        synchronized (unseen) {
            unseen.addAll(came);
            while (unseen.size() > KEPT) {
                unseen.removeFirst();
            }
            unseen.notifyAll();
        }
    }

    /**
     * Looks for a line among those that are shown here: first at what has come since the line that was found before, of
     * which the newest 5,000 are kept, then at what comes.
     *
     * <pre>{@code trace().await(line -> line.message().contains("triggered"), seconds(2), line -> {})}</pre>
     *
     * @param others is given the lines before it
     * @return empty if there was none in time, or this was closed meanwhile
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public Optional<TraceLine> await(Predicate<TraceLine> line, Duration within, Consumer<TraceLine> others)
            throws InterruptedException {
        var end = Deadline.in(within);
        while (true) {
            var next = next(end);
            if (next.isEmpty() || line.test(next.get())) {
                return next;
            }
            others.accept(next.get());
        }
    }

    private Optional<TraceLine> next(Deadline end) throws InterruptedException {
        synchronized (unseen) {
            while (unseen.isEmpty()) {
                if (end.isOver() || ended) {
                    return Optional.empty();
                }
                TimeUnit.NANOSECONDS.timedWait(unseen, end.left());
            }
            return Optional.of(unseen.removeFirst());
        }
    }

    /** Whose lines are shown, in words. */
    public String what() {
        return what;
    }

    /** How many lines were left out because they are not of those that are asked for. */
    public long leftOut() {
        return leftOut;
    }

    /** Who else reads trace_pipe, and so has lines that are missing here. */
    public List<TraceReader> otherReaders() {
        return pipe.otherReaders();
    }

    /** How many lines it has shown. */
    public long count() {
        return count;
    }

    /** How many lines were left out because this tail's own printing caused them. */
    public long muted() {
        return pipe.muted();
    }

    /** How many events nobody saw: the kernel's buffer was full, or ours. */
    public long lost() {
        return pipe.lost() + pipe.overflowed();
    }

    /** Shows what has come by now, then ends. */
    @Override
    public void close() {
        closed = true;
        Session.current().disown(this);
        if (Thread.currentThread() != printer) {
            join();
        }
        pipe.close();
    }

    private void join() {
        try {
            printer.join(LONGEST_END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        printer.interrupt();
    }

    @Override
    public String toString() {
        var others = pipe.otherReaders();
        return (closed ? "trace_pipe, closed" : "trace_pipe: lines of " + what + " come here; close() ends it")
                + (others.isEmpty()
                        ? ""
                        : "\nalso read, so that lines are missing here: "
                                + others.stream().map(TraceReader::toString).collect(Collectors.joining(", ")));
    }
}
