// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.expect;

import dev.bpfsh.host.Deadline;
import dev.bpfsh.host.Stop;
import dev.bpfsh.host.TraceTail;
import dev.bpfsh.kernel.TraceLine;
import dev.bpfsh.loader.EventBuffer;
import dev.bpfsh.loader.LoadFailed;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What should happen, in a script that is a test and at the prompt; no import is needed. What does not happen is an {@link
 * ExpectationFailed}, which says what came instead.
 */
public final class Expectations {
    private static final long PAUSE_MILLIS = 10;
    private static final int LONGEST = 200;

    private Expectations() {}

    /**
     * Waits until a BPF program prints a line with this text. Looks first at what has come since {@code trace()} began,
     * or since the line that was expected before.
     *
     * <pre>{@code
     * minimal.bss().set("my_pid", pid())
     * minimal.attach()
     * every(millis(100), () -> System.err.print("."))
     * expect(trace(), "BPF triggered", seconds(2))
     * }</pre>
     *
     * @param text in the line as it is shown, name and number of the task included
     * @throws ExpectationFailed if there is no such line in time, with the last lines that came and what may be the cause
     */
    public static TraceLine expect(TraceTail trace, String text, Duration within) {
        return line(
                trace,
                "\"" + text + "\"",
                line -> line.message().contains(text) || line.toString().contains(text),
                within);
    }

    /**
     * As {@link #expect(TraceTail, String, Duration)}, a line in which a regular expression is found.
     *
     * <pre>{@code
     * minimal.bss().set("my_pid", pid())
     * minimal.attach()
     * every(millis(100), () -> System.err.print("."))
     * expect(trace(), java.util.regex.Pattern.compile("PID \\d+"), seconds(2))
     * }</pre>
     */
    public static TraceLine expect(TraceTail trace, Pattern regex, Duration within) {
        return line(
                trace,
                "/" + regex + "/",
                line -> regex.matcher(line.message()).find()
                        || regex.matcher(line.toString()).find(),
                within);
    }

    /**
     * As {@link #expect(TraceTail, String, Duration)}, a line that is as it should be.
     *
     * <pre>{@code
     * minimal.bss().set("my_pid", pid())
     * minimal.attach()
     * every(millis(100), () -> System.err.print("."))
     * expect(trace(), line -> line.message().endsWith(pid() + "."), seconds(2))
     * }</pre>
     */
    public static TraceLine expect(TraceTail trace, Predicate<? super TraceLine> line, Duration within) {
        return line(trace, "line", line, within);
    }

    private static TraceLine line(TraceTail trace, String text, Predicate<? super TraceLine> line, Duration within) {
        var others = new Evidence();
        return uninterrupted("trace " + text, () -> trace.await(line::test, within, others::add))
                .orElseThrow(() -> others.failed(text, words(within), trace));
    }

    /**
     * Waits for an event, and takes those that come before it out of the buffer.
     *
     * <pre>{@code
     * sh("/bin/true")
     * expect(events, event -> event.getString("comm").equals("true"), seconds(2))
     * }</pre>
     *
     * @return the event
     * @throws ExpectationFailed if there is none in time, with the last events that came
     * @throws IllegalStateException if somebody reads the buffer already, such as its tail
     */
    public static <T> T expect(EventBuffer<T> events, Predicate<? super T> event, Duration within) {
        var others = new Evidence();
        var end = Deadline.in(within);
        while (true) {
            var next = uninterrupted("event of " + events.name(), () -> events.poll(Duration.ofNanos(end.left())));
            if (next.isEmpty()) {
                throw others.failed(words(within), events);
            } else if (event.test(next.get())) {
                return next.get();
            }
            others.add(next.get());
        }
    }

    /**
     * Says that something is so.
     *
     * <pre>{@code expect(minimal.state() == BpfObject.State.LOADED)}</pre>
     *
     * @throws ExpectationFailed if it is not
     */
    public static void expect(boolean condition) {
        if (!condition) {
            throw new ExpectationFailed("condition", "it does not hold", List.of(), null);
        }
    }

    /**
     * Says what a value is. Numbers are equal whatever their types are, an enum is equal to its name and its number, and
     * of a struct those members count that a map names.
     *
     * <pre>{@code
     * minimal.bss().set("my_pid", pid())
     * expect(minimal.global("my_pid").get(), pid())
     * }</pre>
     *
     * @throws ExpectationFailed if it is another, with the first place where they differ
     */
    public static void expect(Object actual, Object expected) {
        Difference.between(actual, expected).ifPresent(different -> {
            throw different.failed("");
        });
    }

    /**
     * Waits until something is so. Where the condition throws, it is not so yet.
     *
     * <pre>{@code
     * counts.put(80, 1)
     * expect(() -> counts.size() == 1, seconds(2))
     * }</pre>
     *
     * @throws ExpectationFailed if it is not in time
     */
    public static void expect(Callable<Boolean> condition, Duration within) {
        await(
                condition,
                within,
                time -> new ExpectationFailed("condition", "does not hold after " + time, List.of(), null));
    }

    /**
     * Waits until a value is what is expected, as {@link #expect(Object, Object)} compares.
     *
     * <pre>{@code
     * counts.put(80, 3)
     * expect(() -> counts.get(80), 3, seconds(2))
     * }</pre>
     *
     * @throws ExpectationFailed if it is not in time, with what it was last
     */
    public static void expect(Callable<?> value, Object expected, Duration within) {
        var was = new AtomicReference<Difference>();
        Callable<Boolean> equal = () -> {
            was.set(Difference.between(value.call(), expected).orElse(null));
            return was.get() == null;
        };
        await(equal, within, time -> was.get().failed(" after " + time));
    }

    private static void await(
            Callable<Boolean> condition, Duration within, Function<String, ExpectationFailed> failed) {
        var end = Deadline.in(within);
        while (true) {
            // What is read once the time is over counts: the thread may have slept for long.
            boolean last = end.isOver();
            try {
                if (condition.call()) {
                    return;
                } else if (last) {
                    throw failed.apply(words(within));
                }
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                throw interrupted("condition");
            } catch (ExpectationFailed e) {
                throw e;
            } catch (Exception e) {
                if (last) {
                    var threw = new ExpectationFailed(
                            "condition", "throws after " + words(within), List.of(first(e)), null);
                    threw.initCause(e);
                    throw threw;
                }
            }
        }
    }

    /**
     * Says how something fails: that the verifier rejects a program, say.
     *
     * <pre>{@code expectThrows(() -> minimal.map("nowhere"), BpfException.class)}</pre>
     *
     * @return what was thrown
     * @throws ExpectationFailed if it does not fail, or in another way
     */
    public static <T extends Throwable> T expectThrows(Action action, Class<T> type) {
        var thrown = thrown(action, type.getSimpleName());
        if (!type.isInstance(thrown)) {
            throw another(type.getSimpleName(), thrown);
        }
        return type.cast(thrown);
    }

    /**
     * As {@link #expectThrows(Action, Class)}, by a text in its message, or in what the verifier says.
     *
     * <pre>{@code expectThrows(() -> minimal.map("nowhere"), "no such map")}</pre>
     */
    public static Throwable expectThrows(Action action, String text) {
        var thrown = thrown(action, "\"" + text + "\"");
        var verifier = thrown instanceof LoadFailed failed ? failed.log().stream() : Stream.<String>empty();
        if (Stream.concat(Stream.of(thrown.toString()), verifier).noneMatch(line -> line.contains(text))) {
            throw another("\"" + text + "\"", thrown);
        }
        return thrown;
    }

    /** What may fail. */
    @FunctionalInterface
    public interface Action {
        /** Does it. */
        void run() throws Throwable;
    }

    private static Throwable thrown(Action action, String awaited) {
        try {
            action.run();
        } catch (Stop | VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            return e;
        }
        throw new ExpectationFailed("exception " + awaited, "nothing was thrown", List.of(), null);
    }

    private static ExpectationFailed another(String awaited, Throwable thrown) {
        var failed = new ExpectationFailed("exception " + awaited, "another was thrown", List.of(first(thrown)), null);
        failed.initCause(thrown);
        return failed;
    }

    /** Its class, and the first line of what it says. */
    private static String first(Throwable thrown) {
        var name = thrown.getClass().getSimpleName();
        var line = thrown.getMessage() == null ? name : name + ": " + thrown.getMessage();
        line = line.lines().findFirst().orElse(name);
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }

    private static <T> T uninterrupted(String awaited, Callable<T> wait) {
        try {
            return wait.call();
        } catch (InterruptedException e) {
            throw interrupted(awaited);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static ExpectationFailed interrupted(String awaited) {
        Stop.check();
        Thread.currentThread().interrupt();
        return new ExpectationFailed(awaited, "the thread was interrupted", List.of(), null);
    }

    /** {@code 2 s}, {@code 250 ms}. */
    private static String words(Duration time) {
        return time.toMillis() % 1_000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
