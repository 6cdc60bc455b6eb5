// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.libbpf.Libc;
import dev.bpfsh.testing.Eventually;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.Leaks;
import dev.bpfsh.testing.RequiresKernel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@RequiresKernel({Feature.ROOT, Feature.TRACEFS})
@Timeout(180)
class TracePipeTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration NOW = Duration.ZERO;

    private TraceInstance instance;
    private TracePipe pipe;

    @BeforeEach
    void open() throws IOException {
        instance = new TraceInstance();
        pipe = TracePipe.open(instance.folder());
    }

    @AfterEach
    void close() throws IOException {
        pipe.close();
        instance.close();
    }

    private List<TraceLine> drain(int count) throws InterruptedException {
        var lines = new ArrayList<TraceLine>();
        long end = System.nanoTime() + SOON.toNanos();
        while (lines.size() < count && System.nanoTime() < end) {
            lines.addAll(pipe.drain(count - lines.size(), Duration.ofMillis(100)));
        }
        return lines;
    }

    private static void inAnotherThread(Runnable task) throws InterruptedException {
        var thread = new Thread(task);
        thread.start();
        thread.join();
    }

    @Test
    void bringsWhatThisThreadCaused() throws Exception {
        instance.mark("hello");
        var line = drain(1).get(0);
        assertThat(line.tid()).isEqualTo(Libc.gettid());
        assertThat(line.function()).isEqualTo("tracing_mark_write");
        assertThat(line.message()).isEqualTo("hello");
        assertThat(line.timestamp()).isPositive();
        assertThat(line.cpu()).isNotNegative();
        assertThat(line.toString()).matches(".{16}-\\d+ +\\[\\d{3}] .* \\d+\\.\\d{6}: tracing_mark_write: hello");
    }

    @Test
    void saysWhatTheKernelSays() throws Exception {
        pipe.close();
        instance.mark("as it is");
        var kernels = Files.readAllLines(instance.folder().resolve("trace")).stream()
                .filter(line -> !line.startsWith("#"))
                .findFirst()
                .orElseThrow();
        pipe = TracePipe.open(instance.folder());
        assertThat(drain(1)).hasToString("[" + kernels + "]");
    }

    @Test
    void aLineArrivesWithoutMuchDelay() throws Exception {
        var least = SOON;
        // A machine that is busy may delay one or two of them itself.
        for (int i = 0; i < 10 && least.toMillis() >= 500; i++) {
            Thread.sleep(100);
            instance.mark("quick");
            long start = System.nanoTime();
            assertThat(pipe.drain(1, SOON)).hasSize(1);
            var took = Duration.ofNanos(System.nanoTime() - start);
            least = took.compareTo(least) < 0 ? took : least;
        }
        assertThat(least).isLessThan(Duration.ofMillis(500));
    }

    @Test
    void drainWaitsNoLongerThanAsked() throws Exception {
        long start = System.nanoTime();
        assertThat(pipe.drain(10, Duration.ofMillis(150))).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(150), SOON);
        assertThat(pipe.drain(10, NOW)).isEmpty();
    }

    @Test
    void drainTakesNoMoreThanAsked() throws Exception {
        for (int i = 0; i < 5; i++) {
            instance.mark("line " + i);
        }
        assertThat(drain(2)).extracting(TraceLine::message).containsExactly("line 0", "line 1");
        assertThat(drain(3)).extracting(TraceLine::message).containsExactly("line 2", "line 3", "line 4");
    }

    @Test
    void drainEndsAtAnInterrupt() throws Exception {
        var thrown = new AtomicReference<Throwable>();
        var waiting = new Thread(() -> {
            try {
                pipe.drain(1, Duration.ofSeconds(Long.MAX_VALUE));
            } catch (InterruptedException interrupted) {
                thrown.set(interrupted);
            }
        });
        waiting.start();
        Thread.sleep(100);
        waiting.interrupt();
        waiting.join(SOON.toMillis());
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertThat(pipe.isOpen()).isTrue();
    }

    @Test
    void aMutedThreadIsCountedAndNotHeard() throws Exception {
        pipe.mute(Libc.gettid());
        instance.mark("mine");
        instance.mark("mine too");
        inAnotherThread(() -> instance.mark("another's"));
        assertThat(drain(1)).extracting(TraceLine::message).containsExactly("another's");
        assertThat(pipe.muted()).isEqualTo(2);
        assertThat(pipe).hasToString("trace_pipe: open, 0 lines waiting, 0 lost, 2 muted, 0 dropped");
    }

    @Test
    void aFilterKeepsWhatIsWanted() throws Exception {
        assertThat(pipe.filter(line -> line.message().startsWith("yes"))).isSameAs(pipe);
        instance.mark("no");
        instance.mark("yes");
        assertThat(drain(1)).extracting(TraceLine::message).containsExactly("yes");
        assertThat(pipe.drain(1, Duration.ofMillis(100))).isEmpty();
    }

    @Test
    void aFilterThatThrowsIsHeardOf() throws Exception {
        pipe.filter(line -> Integer.parseInt(line.message()) > 0);
        instance.mark("none");
        assertThatThrownBy(() -> pipe.drain(1, SOON))
                .isInstanceOf(IllegalStateException.class)
                .hasCauseInstanceOf(NumberFormatException.class)
                .hasMessageStartingWith("reading trace_pipe ended: ");
        assertThat(pipe.isOpen()).isFalse();
    }

    @Test
    void aFloodDropsTheOldestAndCountsThem() throws Exception {
        int more = 500;
        instance.set("buffer_size_kb", "8192");
        for (int i = 0; i < TracePipe.CAPACITY + more; i++) {
            instance.mark("line " + i);
        }
        instance.mark("last");
        var last = new AtomicReference<TraceLine>();
        pipe.filter(line -> {
            last.set(line);
            return true;
        });
        inAnotherThread(() -> instance.mark("very last"));
        Eventually.holds(() -> assertThat(last.get())
                .isNotNull()
                .extracting(TraceLine::message)
                .isEqualTo("very last"));
        Eventually.holds(() -> assertThat(pipe.overflowed()).isEqualTo(more + 2));
        assertThat(drain(1)).extracting(TraceLine::message).containsExactly("line " + (more + 2));
    }

    @Test
    void whatTheKernelOverwroteIsCounted() throws Exception {
        pipe.close();
        instance.set("buffer_size_kb", "8");
        for (int i = 0; i < 5000; i++) {
            instance.mark("line " + i);
        }
        pipe = TracePipe.open(instance.folder());
        var lines = new ArrayList<TraceLine>();
        while (lines.isEmpty() || !lines.get(lines.size() - 1).message().equals("line 4999")) {
            lines.addAll(drain(1));
        }
        assertThat(pipe.lost()).isPositive();
        assertThat(pipe.lost() + lines.size()).isEqualTo(5000);
    }

    @Test
    void aThreadsNameCannotFoolIt() throws Exception {
        var line = fromAThreadNamed("e\n-1 [0] 1.0: f");
        assertThat(line.task()).isEqualTo("e\n-1 [0] 1.0: f");
        assertThat(line.message()).isEqualTo("\u001b[2J\nsecond");
        assertThat(line.toString()).contains("e\\n-1 [0] 1.0: f-" + line.tid(), "\\e[2J\\nsecond");
    }

    /** The kernel notes names when threads take turns, and now and then misses one. */
    private TraceLine fromAThreadNamed(String name) throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            inAnotherThread(() -> {
                try {
                    Files.writeString(Path.of("/proc/thread-self/comm"), name);
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
                instance.mark("\u001b[2J\nsecond");
            });
            var line = drain(1).get(0);
            if (!line.task().equals("<...>")) {
                return line;
            }
        }
        throw new AssertionError("the kernel never noted the thread's name");
    }

    @Test
    void headersOfAllTraceOptionsAreRead() throws Exception {
        for (var option : List.of("irq-info", "record-tgid", "context-info")) {
            var file = instance.folder().resolve("options").resolve(option);
            if (Files.exists(file)) {
                instance.set("options/" + option, "0");
            }
            instance.mark(option);
            var line = drain(1).get(0);
            assertThat(line.message()).endsWith(option);
            assertThat(line.tid()).isEqualTo(option.equals("context-info") ? -1 : Libc.gettid());
        }
    }

    @Test
    void closeIsTwiceTheSameAndLeavesNothing() throws Exception {
        pipe.close();
        var before = Leaks.snapshot();
        for (int i = 0; i < 50; i++) {
            var other = TracePipe.open(instance.folder());
            instance.mark("line");
            other.close();
            other.close();
            assertThat(other.isOpen()).isFalse();
        }
        Leaks.assertNoneSince(before);
    }

    @Test
    void afterCloseThereIsWhatWasReadAndThenNothing() throws Exception {
        instance.mark("before");
        Eventually.holds(() -> assertThat(pipe).asString().contains("1 lines waiting"));
        pipe.close();
        instance.mark("after");
        assertThat(pipe.drain(10, SOON)).extracting(TraceLine::message).containsExactly("before");
        long start = System.nanoTime();
        assertThat(pipe.drain(10, SOON)).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
    }

    @Test
    void closeWakesWhoeverDrains() throws Exception {
        var drained = CompletableFuture.supplyAsync(() -> {
            try {
                return pipe.drain(1, Duration.ofSeconds(120));
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        });
        Thread.sleep(100);
        pipe.close();
        assertThat(drained.get(60, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void closeByAnInterruptedThreadStillCloses() {
        Thread.currentThread().interrupt();
        pipe.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(pipe.isOpen()).isFalse();
    }

    @Test
    void otherReadersAreNamed() throws Exception {
        assertThat(pipe.otherReaders()).isEmpty();
        var raw = instance.folder().resolve("per_cpu/cpu0/trace_pipe_raw");
        var reader = new ProcessBuilder("sh", "-c", "exec sleep 100 <" + raw).start();
        try {
            Eventually.holds(() -> assertThat(pipe.otherReaders())
                    .filteredOn(other -> other.pid() == reader.pid())
                    .hasSize(1));
        } finally {
            reader.destroyForcibly().waitFor();
        }
    }

    /** Older kernels allow many readers. */
    @Test
    void aSecondReaderIsRefusedOrToldOfTheFirst() {
        int pid = (int) ProcessHandle.current().pid();
        try (var second = TracePipe.open(instance.folder())) {
            assertThat(second.otherReaders()).extracting(TraceReader::pid).containsExactly(pid);
        } catch (BpfException refused) {
            assertThat(refused.errno()).contains(Errno.EBUSY);
            assertThat(refused.reason()).isEqualTo("this process reads it already");
            assertThat(refused.details()).singleElement().asString().startsWith(pid + " (");
        }
    }

    @Test
    void anotherProcessThatReadsItIsNamed() throws Exception {
        pipe.close();
        var file = instance.folder().resolve("trace_pipe");
        var cat = new ProcessBuilder("cat", file.toString()).start();
        try {
            Eventually.holds(
                    () -> assertThat(TraceReader.of(instance.folder(), -1)).isNotEmpty());
            pipe = TracePipe.open(instance.folder());
            assertThat(pipe.otherReaders()).hasToString("[" + cat.pid() + " (cat)]");
        } catch (BpfException refused) {
            assertThat(refused)
                    .hasMessage("open %s: another process reads it (EBUSY)\n  %d (cat)\n".formatted(file, cat.pid())
                            + "hint: the kernel allows one: end it, sudo kill " + cat.pid());
        } finally {
            cat.destroyForcibly().waitFor();
        }
    }

    @Test
    void noTracefsNoPipe() {
        assertThatThrownBy(() -> TracePipe.open(Path.of("/nonexistent")))
                .isInstanceOf(BpfException.class)
                .hasMessageStartingWith("open /nonexistent/trace_pipe: ")
                .hasMessageContaining("ENOENT");
    }
}
