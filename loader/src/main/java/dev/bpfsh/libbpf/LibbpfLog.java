// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import com.kenai.jffi.CallingConvention;
import com.kenai.jffi.Closure;
import com.kenai.jffi.ClosureManager;
import com.kenai.jffi.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/** What libbpf says while it works ({@code libbpf_set_print}), kept in a bounded buffer. */
public final class LibbpfLog {
    /** libbpf's levels, {@code enum libbpf_print_level}: the first is the gravest. */
    public enum Level {
        WARN,
        INFO,
        DEBUG;

        /**
         * The level of that name.
         *
         * @throws IllegalArgumentException if there is none
         */
        public static Level of(String name) {
            for (var level : values()) {
                if (level.name().equalsIgnoreCase(name)) {
                    return level;
                }
            }
            throw new IllegalArgumentException("no log level '" + name + "': warn, info or debug");
        }
    }

    /**
     * One line.
     *
     * @param number counts all lines of this process from 0
     * @param thread the Java thread that called libbpf
     */
    public record Line(long number, Level level, long thread, String text) {
        @Override
        public String toString() {
            return "libbpf " + level.name().toLowerCase(Locale.ROOT) + ": " + text;
        }
    }

    private static final int KEPT = 10_000;
    private static final int LONGEST = 64 * 1024;
    private static final String PREFIX = "libbpf: ";

    private static final Consumer<Line> NOBODY = line -> {};

    private static final LibbpfLog LOG = new LibbpfLog();

    private final ArrayDeque<Line> lines = new ArrayDeque<>();
    private final ThreadLocal<Pointer> buffer =
            ThreadLocal.withInitial(() -> Memory.allocateDirect(Runtime.getSystemRuntime(), LONGEST));
    // libbpf calls it for as long as the process lives, so it must never be collected.
    private Closure.Handle print;
    private long count;
    private volatile Level heard = Level.DEBUG;
    private final AtomicReference<Consumer<Line>> listener = new AtomicReference<>(NOBODY);
    private final ThreadLocal<Boolean> telling = ThreadLocal.withInitial(() -> false);

    private LibbpfLog() {}

    /** The log of this process: libbpf has one print callback. */
    public static LibbpfLog get() {
        return LOG;
    }

    void install(LibbpfLibrary library, Runtime runtime) {
        print = ClosureManager.getInstance()
                .newClosure(
                        call -> call.setIntReturn(print(
                                call.getInt(0),
                                Pointer.wrap(runtime, call.getAddress(1)),
                                Pointer.wrap(runtime, call.getAddress(2)))),
                        Type.SINT,
                        new Type[] {Type.SINT, Type.POINTER, Type.POINTER},
                        CallingConvention.DEFAULT);
        library.libbpf_set_print(Pointer.wrap(runtime, print.getAddress()));
    }

    /** Keeps only lines at least as grave as this; the beginning is {@link Level#DEBUG}, everything. */
    public void level(Level level) {
        heard = level;
    }

    /**
     * Who is told each line as it comes, on the thread that called libbpf and within that call; replaces the listener
     * before it. It may not use the object that is at work, what it makes libbpf say itself is kept and not told, and
     * if it throws it is told no more, which the log says.
     */
    public void listen(Consumer<Line> listener) {
        this.listener.set(Objects.requireNonNull(listener));
    }

    /** The lines that are kept, oldest first. */
    public List<Line> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** Where the log stands: the number of the next line. */
    public long position() {
        synchronized (lines) {
            return count;
        }
    }

    /** What the calling thread made libbpf say from a position on. */
    public List<Line> since(long position) {
        long thread = Thread.currentThread().getId();
        return lines().stream()
                .filter(line -> line.number() >= position && line.thread() == thread)
                .toList();
    }

    private int print(int level, Pointer format, Pointer arguments) {
        // An exception that left this method would unwind through C frames: none may.
        try {
            if (level > heard.ordinal()) {
                return 0;
            }
            var text = buffer.get();
            int length = Libc.vsnprintf(text, LONGEST, format, arguments);
            if (length > 0) {
                var lines = text.getString(0, LONGEST, StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> line.startsWith(PREFIX) ? line.substring(PREFIX.length()) : line)
                        .map(line -> add(Level.values()[Math.min(level, Level.DEBUG.ordinal())], line))
                        .toList();
                lines.forEach(this::tell);
            }
            return length;
        } catch (Throwable unexpected) {
            return 0;
        }
    }

    private Line add(Level level, String text) {
        synchronized (lines) {
            var line = new Line(count++, level, Thread.currentThread().getId(), text);
            lines.add(line);
            if (lines.size() > KEPT) {
                lines.remove();
            }
            return line;
        }
    }

    private void tell(Line line) {
        if (telling.get()) {
            return;
        }
        var told = listener.get();
        telling.set(true);
        try {
            told.accept(line);
        } catch (Throwable thrown) {
            listener.compareAndSet(told, NOBODY);
            add(Level.WARN, "the listener of this log threw, and is told no more: " + thrown);
        } finally {
            telling.remove();
        }
    }
}
