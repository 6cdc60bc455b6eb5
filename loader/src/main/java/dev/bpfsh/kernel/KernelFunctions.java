// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.UnsupportedByKernel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The functions of the running kernel by name: what can be probed, and what there is at all. */
public final class KernelFunctions {
    private static final Path KALLSYMS = Path.of("/proc/kallsyms");
    // The function that runs a tracepoint's probes, since Linux v5.10; the tracepoint itself is data, which kernels
    // without
    // CONFIG_KALLSYMS_ALL do not list.
    private static final String TRACEPOINT = "__traceiter_";

    // The file is made anew for each reader, which takes the kernel a while; who asks once asks again soon.
    private static final long FRESH_NANOSECONDS = 5_000_000_000L;

    private record Reading(Set<String> names, long time) {}

    private static volatile Reading last;

    private KernelFunctions() {}

    /**
     * The functions in {@code /proc/kallsyms}, those of modules included, as they were a few seconds ago; empty where
     * that cannot be read.
     */
    public static Set<String> all() {
        var reading = last;
        if (reading == null || System.nanoTime() - reading.time > FRESH_NANOSECONDS) {
            var names = read();
            // From the end of the reading on: on a slow machine it takes as long.
            reading = new Reading(names, System.nanoTime());
            last = reading;
        }
        return reading.names;
    }

    /**
     * The first of some functions that this kernel has: one function under the names that it has had.
     *
     * <pre>{@code KernelFunctions.first("do_unlinkat", "filename_unlinkat")}</pre>
     *
     * @return the first of all where the functions cannot be read
     * @throws UnsupportedByKernel if it has none of them
     */
    public static String first(String... names) {
        return first(all(), names);
    }

    static String first(Set<String> known, String... names) {
        return Stream.of(names)
                .filter(name -> known.isEmpty() || known.contains(name))
                .findFirst()
                .orElseThrow(() -> new UnsupportedByKernel(
                        "find", String.join(" or ", names), "the kernel has no such function", null, List.of(), null));
    }

    /** The names of all tracepoints, as raw tracepoints know them: without a category. */
    public static Set<String> rawTracepoints() {
        return all().stream()
                .filter(name -> name.startsWith(TRACEPOINT))
                .map(name -> name.substring(TRACEPOINT.length()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> read() {
        // Names are bytes to the kernel; Latin-1 takes them all.
        try (var lines = Files.lines(KALLSYMS, StandardCharsets.ISO_8859_1)) {
            var names = new LinkedHashSet<String>();
            lines.forEach(line -> function(line).ifPresent(names::add));
            return Collections.unmodifiableSet(names);
        } catch (IOException unreadable) {
            return Set.of();
        }
    }

    /** Reads {@code ffffffff81000000 T _text} and, of a module, {@code ... t name	[module]}. */
    private static Optional<String> function(String line) {
        int type = line.indexOf(' ') + 1;
        if (type <= 0 || type + 2 >= line.length() || "tTwW".indexOf(line.charAt(type)) < 0) {
            return Optional.empty();
        }
        int end = line.indexOf('\t', type);
        return Optional.of(line.substring(type + 2, end < 0 ? line.length() : end));
    }

    /**
     * The functions that ftrace, and so a probe on many functions at once, can reach:
     * {@code available_filter_functions} of tracefs.
     *
     * @return empty where the kernel has no such list
     */
    public static List<String> traceable() {
        try (Stream<String> lines =
                Files.lines(Tracefs.find().resolve("available_filter_functions"), StandardCharsets.ISO_8859_1)) {
            return lines.map(line -> line.split("[\t ]", 2)[0])
                    .filter(name -> !name.startsWith("__ftrace_invalid_address__"))
                    .distinct()
                    .toList();
        } catch (IOException | BpfException none) {
            return List.of();
        }
    }
}
