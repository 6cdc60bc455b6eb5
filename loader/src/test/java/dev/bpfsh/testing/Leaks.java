// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What this process holds open. Take a snapshot, do something and undo it, then assert that nothing is left:
 *
 * <pre>{@code
 * var before = Leaks.snapshot();
 * ...
 * Leaks.assertNoneSince(before);
 * }</pre>
 *
 * <p>Do it once before the snapshot: libraries that are loaded and threads of the JVM that start on first use are no
 * leaks.
 */
public final class Leaks {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** The JVM maps and unmaps for itself: heap, compiled code, stacks. A leak in a loop is far above. */
    private static final int OWN_MAPPINGS = 32;

    /** What the JVM opens when it pleases. */
    private static final Pattern OWN_FILES = Pattern.compile(".*(\\.jar|\\.so|\\.jsa|/modules)|/dev/u?random");

    private static final Pattern OWN_THREADS = Pattern.compile("process reaper.*|ForkJoinPool\\.commonPool.*"
            + "|CompletableFutureDelayScheduler|Common-Cleaner|Attach Listener");

    /**
     * @param files what each open descriptor is: a path, or such as {@code anon_inode:bpf-map}
     * @param mapped what is mapped by name, once for each mapping
     * @param anonymous how many mappings have no name
     * @param threads the live ones
     */
    public record Snapshot(List<String> files, List<String> mapped, int anonymous, List<String> threads) {}

    private Leaks() {}

    /** What is open now. */
    public static Snapshot snapshot() {
        try {
            var mappings = Files.readAllLines(Path.of("/proc/self/maps")).stream()
                    .map(line -> line.split("\\s+", 6))
                    .map(fields -> fields.length == 6 ? fields[5] : "")
                    .toList();
            var mapped = mappings.stream().filter(Leaks::isOurs).sorted().toList();
            return new Snapshot(files(), mapped, mappings.size() - mapped.size(), threads());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Fails if something is open that was not; gives it time to go away, as threads and processes take theirs to end. */
    public static void assertNoneSince(Snapshot before) {
        assertNoneSince(before, PATIENCE);
    }

    static void assertNoneSince(Snapshot before, Duration patience) {
        var now = snapshot();
        for (long end = System.nanoTime() + patience.toNanos(); !none(before, now) && System.nanoTime() < end; ) {
            pause();
            now = snapshot();
        }
        assertThat(added(before.files, now.files)).as("descriptors left open").isEmpty();
        assertThat(added(before.mapped, now.mapped)).as("mappings left").isEmpty();
        assertThat(now.anonymous).as("mappings without a name").isLessThanOrEqualTo(before.anonymous + OWN_MAPPINGS);
        assertThat(added(before.threads, now.threads)).as("threads left").isEmpty();
    }

    private static boolean none(Snapshot before, Snapshot now) {
        return added(before.files, now.files).isEmpty()
                && added(before.mapped, now.mapped).isEmpty()
                && added(before.threads, now.threads).isEmpty()
                && now.anonymous <= before.anonymous + OWN_MAPPINGS;
    }

    private static List<String> added(List<String> before, List<String> now) {
        var added = new ArrayList<>(now);
        before.forEach(added::remove);
        return added;
    }

    private static boolean isOurs(String mapping) {
        return (mapping.startsWith("/") || mapping.startsWith("anon_inode:"))
                && !OWN_FILES.matcher(mapping).matches();
    }

    private static List<String> files() throws IOException {
        try (var fds = Files.list(Path.of("/proc/self/fd"))) {
            return fds.map(Leaks::link)
                    .filter(Objects::nonNull)
                    // The folder that is being listed.
                    .filter(file -> !file.matches("/proc/\\d+/fd"))
                    .filter(Predicate.not(OWN_FILES.asMatchPredicate()))
                    .sorted()
                    .toList();
        }
    }

    private static String link(Path fd) {
        try {
            return Files.readSymbolicLink(fd).toString();
        } catch (IOException closedSince) {
            return null;
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> !OWN_THREADS.matcher(name).matches())
                .sorted()
                .collect(Collectors.toList());
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
