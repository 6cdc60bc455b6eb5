// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.kernel.LinkInfo;
import dev.bpfsh.kernel.Links;
import dev.bpfsh.kernel.Maps;
import dev.bpfsh.kernel.ProgramInfo;
import dev.bpfsh.kernel.Programs;
import dev.bpfsh.libbpf.MapInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a process and its children have in the kernel: programs, maps and links by their ids, which the kernel does not
 * give out again soon. So what is left of one is told from what others load meanwhile.
 */
public final class Footprint {
    private static final Pattern ID = Pattern.compile("(?m)^(prog|map|link)_id:\t(\\d+)$");
    private static final Duration SETTLING = Duration.ofSeconds(30);

    private final Set<String> seen = new ConcurrentSkipListSet<>();
    private final Set<ProcessHandle> processes = new ConcurrentSkipListSet<>();

    /** Notes what the process holds now; nothing if it has ended. */
    public Footprint look(long pid) {
        ProcessHandle.of(pid).ifPresent(process -> Stream.concat(Stream.of(process), process.descendants())
                .forEach(this::look));
        return this;
    }

    private void look(ProcessHandle process) {
        processes.add(process);
        try (var descriptors = Files.list(Path.of("/proc", Long.toString(process.pid()), "fdinfo"))) {
            for (var descriptor : descriptors.toList()) {
                ID.matcher(read(descriptor)).results().forEach(id -> seen.add(id.group(1) + " " + id.group(2)));
            }
        } catch (IOException hasEnded) {
            // What it held before is known.
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException closedSince) {
            return "";
        }
    }

    /** Whether a program was among what it held. */
    public boolean hasProgram() {
        return seen.stream().anyMatch(id -> id.startsWith("prog "));
    }

    /** Fails if one of the processes lives, or something of theirs is in the kernel. */
    public void assertGone() throws InterruptedException {
        assertNone(() -> Stream.concat(alive(), objects()).toList());
    }

    /** Fails if something of theirs is in the kernel. */
    public void assertObjectsGone() throws InterruptedException {
        assertNone(() -> objects().toList());
    }

    /** Waits a while: the kernel takes its time to free what nobody holds any more. */
    private static void assertNone(Supplier<List<String>> left) throws InterruptedException {
        long end = System.nanoTime() + SETTLING.toNanos();
        while (!left.get().isEmpty() && System.nanoTime() < end) {
            Thread.sleep(50);
        }
        assertThat(left.get()).as("left behind").isEmpty();
    }

    private Stream<String> alive() {
        return processes.stream().filter(Footprint::runs).map(process -> "process " + process.pid());
    }

    /** Not one that has ended: it is there until it is waited for, for which a machine's first process may take long. */
    static boolean runs(ProcessHandle process) {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return process.isAlive() && !stat.substring(stat.lastIndexOf(')')).startsWith(") Z");
        } catch (IOException hasEnded) {
            return false;
        }
    }

    private Stream<String> objects() {
        var there = Stream.of(
                        ids("prog", Programs.all(), ProgramInfo::id),
                        ids("map", Maps.all(), MapInfo::id),
                        ids("link", Links.all(), LinkInfo::id))
                .flatMap(Function.identity())
                .collect(Collectors.toSet());
        return seen.stream().filter(there::contains);
    }

    private static <T> Stream<String> ids(String what, List<T> all, Function<T, Number> id) {
        return all.stream().map(each -> what + " " + id.apply(each));
    }
}
