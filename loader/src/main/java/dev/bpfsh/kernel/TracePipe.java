// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.KernelTid;
import dev.bpfsh.libbpf.Libc;
import dev.bpfsh.libbpf.PermissionDenied;
import dev.bpfsh.libbpf.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * What {@code bpf_printk} of every program on this machine prints: the kernel's trace_pipe, read in the background.
 *
 * <pre>{@code
 * try (var pipe = TracePipe.open()) {
 *     pipe.mute(tid());
 *     for (var line : pipe.drain(100, Duration.ofSeconds(5))) {
 *         System.out.println(line);
 *     }
 * }
 * }</pre>
 *
 * <p>A line that is read is gone for every other reader; the kernel allows one reader only since Linux v6.6, and in the
 * stable releases since that autumn. Who prints these lines while a program traces its writes makes the next line with
 * each: {@link #mute} such a thread.
 *
 * <p>All methods may be called from any thread. The reader is a daemon thread; the pipe stays open until
 * {@link #close}.
 */
public final class TracePipe implements AutoCloseable {
    /** How many lines wait for {@link #drain} at most; then the oldest are dropped. */
    public static final int CAPACITY = 10_000;

    /** The kernel hands out two pages at most at a time. */
    private static final int FLAGS = Libc.O_RDONLY | Libc.O_NONBLOCK | Libc.O_CLOEXEC;

    private static final int READ_SIZE = 16 << 10;

    /**
     * Between reads that find nothing, at most. Slices bring batches, where {@code poll(2)} would wake for every line, and
     * would need to be woken itself for {@link #close}.
     */
    private static final long IDLE_MILLIS = 25;

    /** The same while lines come: so many a millisecond may come that a small buffer of the kernel's would be full. */
    private static final long BUSY_MILLIS = 2;

    private static final long CLOSE_MILLIS = 2_000;

    private final Path tracefs;
    private final Path file;
    private final int fd;
    private final double begin;
    private final Thread reader;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final TraceParser parser = new TraceParser();
    private final Set<Integer> mutedThreads = ConcurrentHashMap.newKeySet();
    private final TraceBuffer buffer = new TraceBuffer(CAPACITY);
    private volatile Predicate<TraceLine> filter = line -> true;
    private volatile long lost;
    private volatile long muted;

    private TracePipe(Path tracefs, Path file, int fd) {
        this.tracefs = tracefs;
        this.file = file;
        this.fd = fd;
        this.begin = TraceClock.startOfProcess(tracefs);
        this.reader = new Thread(this::readUntilClosed, "bpfsh-trace-pipe");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Opens trace_pipe and begins to read. What the kernel still holds from before comes first, but lines from before
     * this process began are left out: they would look like its own.
     *
     * <p>If nothing was traced since the machine was started, the kernel has room for some fifty lines a CPU. Then it is
     * told to take what it takes when it traces for the first time, mostly 1408 KB a CPU, which it keeps. A size that
     * somebody has set, here in {@code buffer_size_kb}, is left alone.
     *
     * @throws PermissionDenied if we may not, with what it takes
     * @throws BpfException if it has a reader and the kernel allows one, with the reader's name, or if tracefs is not to
     *     be had, as for {@link Tracefs#find}
     */
    public static TracePipe open() {
        return open(Tracefs.find());
    }

    /**
     * As {@link #open()}, of a buffer of its own: a folder {@code instances/NAME} in tracefs.
     *
     * @param tracefs the folder with the file trace_pipe
     */
    public static TracePipe open(Path tracefs) {
        var file = tracefs.resolve("trace_pipe");
        try {
            return reading(tracefs, file, Libc.open(file.toString(), FLAGS));
        } catch (ErrnoException refused) {
            throw refused.errno() == Errno.EBUSY
                    ? TracefsRefusal.busy(file, TraceReader.of(tracefs, -1))
                    : TracefsRefusal.reading("open", file, refused.errno());
        }
    }

    private static TracePipe reading(Path tracefs, Path file, int fd) {
        try {
            TraceMemory.expand(tracefs);
            return new TracePipe(tracefs, file, fd);
        } catch (RuntimeException | Error e) {
            Libc.close(fd);
            throw e;
        }
    }

    /**
     * Keeps from now on only the lines that pass; replaces the filter before it. It is asked on the reader's thread.
     *
     * @param wanted true for a line to keep; if it throws, the reader ends and {@link #drain} says so
     * @return this
     */
    public TracePipe filter(Predicate<TraceLine> wanted) {
        filter = wanted;
        return this;
    }

    /**
     * Drops and counts the lines that a thread causes: one that prints what is read here.
     *
     * @param tid as the kernel knows it, see {@link KernelTid#current()}
     */
    public void mute(int tid) {
        mutedThreads.add(tid);
    }

    /** How many lines of muted threads were dropped. */
    public long muted() {
        return muted;
    }

    /** How many lines the kernel overwrote before they were read: it says {@code [LOST n EVENTS]}. */
    public long lost() {
        return lost;
    }

    /** How many lines were dropped here, because nobody drained them. */
    public long overflowed() {
        return buffer.dropped();
    }

    /**
     * Takes the oldest lines; waits for the first, but not for more. On a closed pipe it returns what is left and then,
     * without waiting, nothing: {@link #isOpen} tells.
     *
     * @param max how many at most
     * @param timeout how long to wait where there is none
     * @return empty if none came in time
     * @throws InterruptedException if the thread is interrupted while it waits
     * @throws BpfException if reading failed
     * @throws IllegalStateException if the filter threw, which is its cause
     */
    public List<TraceLine> drain(int max, Duration timeout) throws InterruptedException {
        return buffer.drain(max, timeout);
    }

    /** Who else has this trace_pipe open, and so may take lines from us. */
    public List<TraceReader> otherReaders() {
        return TraceReader.of(tracefs, fd);
    }

    /** Whether lines may still come: not closed, and reading did not fail. */
    public boolean isOpen() {
        return !buffer.ended();
    }

    /** Ends the reader and waits for it. A second call does nothing. */
    @Override
    public void close() {
        closing.countDown();
        if (Thread.currentThread() == reader) {
            return;
        }
        boolean interrupted = false;
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_MILLIS);
        while (reader.isAlive() && System.nanoTime() < end) {
            try {
                reader.join(CLOSE_MILLIS);
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The descriptor is the reader's own: it alone reads and closes it, so nobody reads what another opened since. */
    private void readUntilClosed() {
        try {
            var bytes = new byte[READ_SIZE];
            long pause = BUSY_MILLIS;
            while (!closing.await(0, TimeUnit.MILLISECONDS)) {
                int length = readSome(bytes);
                if (length > 0) {
                    keep(parser.feed(bytes, length));
                    pause = BUSY_MILLIS;
                } else {
                    closing.await(pause, TimeUnit.MILLISECONDS);
                    pause = Math.min(2 * pause, IDLE_MILLIS);
                }
            }
            buffer.end(null);
        } catch (ErrnoException failed) {
            buffer.end(new BpfException("read", file.toString(), failed.errno().text(), failed.errno(), List.of(), null)
                    .about(Topic.EVENTS));
        } catch (Throwable thrown) {
            buffer.end(new IllegalStateException("reading trace_pipe ended: " + thrown, thrown));
        } finally {
            Libc.close(fd);
        }
    }

    private int readSome(byte[] bytes) throws ErrnoException {
        try {
            return Libc.read(fd, bytes);
        } catch (ErrnoException nothing) {
            if (nothing.errno() == Errno.EAGAIN || nothing.errno() == Errno.EINTR) {
                return 0;
            }
            throw nothing;
        }
    }

    private void keep(List<TraceLine> lines) {
        lost = parser.lost();
        long own = 0;
        var wanted = new ArrayList<TraceLine>(lines.size());
        for (var line : lines) {
            if (mutedThreads.contains(line.tid())) {
                own++;
            } else if (!isOld(line) && filter.test(line)) {
                wanted.add(line);
            }
        }
        muted += own;
        buffer.add(wanted);
    }

    private boolean isOld(TraceLine line) {
        return line.tid() >= 0 && line.timestamp() < begin;
    }

    /** {@code trace_pipe: open, 3 lines waiting, 0 lost, 12 muted, 0 dropped}. */
    @Override
    public String toString() {
        return "trace_pipe: %s, %d lines waiting, %d lost, %d muted, %d dropped"
                .formatted(isOpen() ? "open" : "closed", buffer.size(), lost, muted, overflowed());
    }
}
