// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.bpfsh.host.Outcome.Done;
import dev.bpfsh.host.Outcome.Stopped;
import dev.bpfsh.host.Outcome.Value;
import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a snippet hangs in, the caller has its prompt back in time, and the session lives on. */
@Timeout(300)
public class StopTest {
    /** From the order to the answer: what is asked of the shell. */
    private static final long MOST_MILLIS = 700;

    /** Snippets count here that they have begun, and that they go on. */
    public static final AtomicInteger begun = new AtomicInteger();

    public static final AtomicInteger background = new AtomicInteger();

    private static Evaluator evaluator;

    @BeforeAll
    static void session(@TempDir Path folder) throws Exception {
        Path fifo = folder.resolve("fifo");
        Path other = folder.resolve("other");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString(), other.toString())
                        .start()
                        .waitFor())
                .isZero();
        evaluator = new Evaluator("""
                import java.io.*;
                import java.math.*;
                import java.net.*;
                import java.util.*;
                import java.util.concurrent.*;
                import java.util.concurrent.locks.*;
                import java.util.stream.*;
                import static dev.bpfsh.host.StopTest.*;
                """);
        evaluator.eval("String fifo = \"" + fifo + "\", other = \"" + other + "\";");
        evaluator.eval("void spin() { while (true) {} }");
        evaluator.eval("int deep(int n) { try { return deep(n + 1); } catch (Throwable t) { return deep(n); } }");
        evaluator.eval("class Box { void spin() { for (;;) {} } }");
        evaluator.eval("""
                var ticker = new Thread(() -> {
                    while (true) {
                        background.incrementAndGet();
                        try { Thread.sleep(5); } catch (InterruptedException e) { return; }
                    }
                });
                """);
        evaluator.eval("ticker.start();");
        evaluator.eval("var held = new Object();");
        evaluator.eval("""
                var holder = new Thread(() -> {
                    synchronized (held) {
                        try { Thread.sleep(1_000_000); } catch (InterruptedException e) { return; }
                    }
                }, "holder");
                """);
        evaluator.eval("holder.setDaemon(true); holder.start();");
    }

    @AfterAll
    static void close() {
        evaluator.eval("ticker.interrupt(); holder.interrupt();");
        evaluator.close();
    }

    static Stream<Arguments> hangs() {
        return Stream.of(
                arguments("empty loop", "while (true) {}", ""),
                arguments("do loop", "do { } while (true);", ""),
                arguments("loop in a lambda", "Runnable r = () -> { while (true) {} }; r.run();", ""),
                arguments("loop in a method", "spin();", ""),
                arguments("loop in a class", "new Box().spin();", ""),
                arguments("recursion", "deep(0);", ""),
                arguments("catch-all loop", "while (true) try { Thread.sleep(1); } catch (Throwable t) {}", ""),
                arguments("catch-all loops", "while (true) { try { while (true) {} } catch (Throwable t) { } }", ""),
                arguments("finally", "while (true) { try { spin(); } finally { continue; } }", ""),
                arguments("sleep", "Thread.sleep(100_000);", ""),
                arguments("wait", "synchronized (fifo) { fifo.wait(); }", ""),
                arguments("lock", "synchronized (held) {}", "a lock that thread holder has"),
                arguments(
                        "lock that can be interrupted",
                        "var lock = new ReentrantLock(); new Thread(lock::lock).start(); "
                                + "while (!lock.isLocked()) Thread.sleep(1); lock.lockInterruptibly();",
                        ""),
                arguments("park", "while (true) LockSupport.park();", ""),
                arguments("queue", "new LinkedBlockingQueue<String>().take();", ""),
                arguments("future", "new CompletableFuture<String>().get();", ""),
                arguments("accept", "new ServerSocket(0).accept();", "java.net.ServerSocket.accept"),
                arguments(
                        "read of a fifo",
                        "new RandomAccessFile(fifo, \"rw\").read();",
                        "java.io.RandomAccessFile.read"),
                arguments("open of a fifo", "new FileReader(other);", "new java.io.FileReader"),
                arguments("int stream", "IntStream.iterate(0, i -> i + 1).sum();", ""),
                arguments(
                        "stream",
                        "Stream.generate(() -> 1).mapToInt(Integer::intValue).filter(i -> i > 1).count();",
                        ""),
                arguments("latch", "new CountDownLatch(1).await();", ""),
                arguments("value", "int v = begun.incrementAndGet() + deep(0);", ""),
                arguments(
                        "library loop",
                        "IntStream.generate(new Random()::nextInt).limit(1_000_000_000).sum();",
                        "java.util.stream.IntPipeline.sum"),
                arguments(
                        "big number",
                        "BigInteger.TEN.add(BigInteger.ONE).pow(80_000_000);",
                        "java.math.BigInteger.pow"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hangs")
    void stops(String name, String code, String where) throws Exception {
        assertThat(evaluator.eval("int kept = 7;")).containsExactly(new Value("kept", "int", 7));
        var stop = stop(code);
        // A machine that is busy may itself take its time for one or two of them.
        for (int i = 0; i < 2 && (stop.millis() >= MOST_MILLIS || !stop.where().equals(where)); i++) {
            stop = stop(code);
        }
        assertThat(stop.where()).isEqualTo(where);
        assertThat(stop.millis()).isLessThan(MOST_MILLIS);
        assertThat(evaluator.declarations().value("kept")).contains(7);
        assertThat(evaluator.eval("kept + 1")).last().isInstanceOfSatisfying(Value.class, value -> assertThat(
                        value.value())
                .isEqualTo(8));
        assertThat(evaluator.eval("Thread.sleep(1);")).containsExactly(new Done(""));
        awaitTick();
    }

    /** Where it was stopped, and the time from the order to the answer. */
    private record Stopping(String where, long millis) {}

    private static Stopping stop(String code) throws Exception {
        int before = begun.get();
        String unit = code.contains("begun") ? code : "{ begun.incrementAndGet(); " + code + " }";
        CompletableFuture<List<Outcome>> hanging = CompletableFuture.supplyAsync(() -> evaluator.eval(unit));
        while (begun.get() == before) {
            Thread.sleep(5);
        }
        Thread.sleep(100);
        assertThat(hanging).isNotDone();

        long asked = System.nanoTime();
        evaluator.stop();
        List<Outcome> outcomes = hanging.get(30, SECONDS);
        long took = (System.nanoTime() - asked) / 1_000_000;
        assertThat(outcomes).last().isInstanceOf(Stopped.class);
        return new Stopping(((Stopped) outcomes.get(outcomes.size() - 1)).where(), took);
    }

    /** Our own waits honour a stop as those of the JDK do. */
    @Test
    @RequiresKernel(Feature.BPF)
    void stopsAWaitForEventsOfARingBuffer() throws Exception {
        Path object = Bpfsh.root().resolve("scripts/bootstrap.bpf.o");
        evaluator.eval("var rings = dev.bpfsh.loader.BpfObject.open(java.nio.file.Path.of(\"" + object + "\"));");
        assertThat(evaluator.eval("rings.load();")).containsExactly(new Done(""));
        try {
            stops("forEach", "rings.ringBuffer(\"events\", \"event\").forEach(event -> {});", "");
            stops("next", "rings.ringBuffer(\"events\", \"event\").next();", "");
            stops("stream", "rings.ringBuffer(\"events\", \"event\").stream().count();", "");
        } finally {
            evaluator.eval("rings.close();");
        }
    }

    /** The thread that the session started before is alive and goes on. */
    private static void awaitTick() throws InterruptedException {
        int ticks = background.get();
        long until = System.nanoTime() + SECONDS.toNanos(30);
        while (background.get() == ticks && System.nanoTime() < until) {
            Thread.sleep(5);
        }
        assertThat(background.get()).isGreaterThan(ticks);
    }

    @Test
    void stopOfNothingIsForTheNextEvaluation() {
        evaluator.stop();
        assertThat(evaluator.eval("Thread.sleep(1); 1 + 1")).containsExactly(new Stopped(""));
        assertThat(evaluator.eval("Thread.sleep(1); 1 + 1")).last().isInstanceOf(Value.class);
        evaluator.stop();
        evaluator.forgetStop();
        assertThat(evaluator.eval("Thread.sleep(1); 1 + 1")).last().isInstanceOf(Value.class);
        evaluator.stop();
        assertThat(evaluator.call(() -> "text")).isEmpty();
        assertThat(evaluator.call(() -> "text")).contains("text");
    }

    @Test
    void stopReachesAnEvaluationThatWaitsForTheSession() throws Exception {
        try (Evaluator slow = new Evaluator("Thread.sleep(1000);")) {
            CompletableFuture<List<Outcome>> waiting =
                    CompletableFuture.supplyAsync(() -> slow.eval("begun.incrementAndGet();"));
            Thread.sleep(300);
            slow.stop();
            assertThat(waiting.get(30, SECONDS)).containsExactly(new Stopped(""));
            assertThat(slow.eval("1 + 1")).last().isInstanceOf(Value.class);
        }
    }

    @Test
    void stopReachesUnitsThatHaveNotBegun() throws Exception {
        int before = begun.get();
        CompletableFuture<List<Outcome>> all = CompletableFuture.supplyAsync(
                () -> evaluator.eval("begun.incrementAndGet(); while (true) {}\nint never = 1;"));
        while (begun.get() == before) {
            Thread.sleep(1);
        }
        evaluator.stop();
        assertThat(all.get(30, SECONDS)).last().isInstanceOf(Stopped.class);
        assertThat(evaluator.declarations().value("never")).isEmpty();
    }
}
