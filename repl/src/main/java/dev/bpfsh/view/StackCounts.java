// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import dev.bpfsh.kernel.Frame;
import dev.bpfsh.kernel.Printable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How often each stack was seen, and three ways to show it: the most frequent as text, all in folded lines as other tools
 * take them, all as a {@link FlameGraph}.
 *
 * <pre>{@code
 * var stacks = new StackCounts();
 * stacks.add("java", 4711, kernelFrames, userFrames, 17);
 * stacks.hottest(10).forEach(System.out::println);
 * }</pre>
 */
public final class StackCounts {
    /**
     * A stack of a process.
     *
     * @param process its name
     * @param pid its number
     * @param frames the innermost first, the kernel's before the program's
     */
    public record Stack(String process, int pid, List<Frame> frames) {
        private List<String> names() {
            return frames.stream().map(frame -> Printable.of(frame.name())).toList();
        }

        private Stack withoutOffsets() {
            return new Stack(
                    process,
                    pid,
                    frames.stream()
                            .map(frame -> new Frame(frame.name(), 0, frame.module(), frame.kind()))
                            .toList());
        }
    }

    private final Map<Stack, Long> counts = new LinkedHashMap<>();

    /**
     * Adds samples of a stack.
     *
     * @param kernel the innermost first
     * @param user the innermost first
     */
    public StackCounts add(String process, int pid, List<Frame> kernel, List<Frame> user, long samples) {
        var frames = Stream.concat(kernel.stream(), user.stream()).toList();
        counts.merge(new Stack(process, pid, frames).withoutOffsets(), samples, Long::sum);
        return this;
    }

    /** How many samples there are. */
    public long samples() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** All stacks, the most frequent first. */
    public List<Map.Entry<Stack, Long>> byCount() {
        var entries = new ArrayList<>(counts.entrySet());
        entries.sort(Collections.reverseOrder(Map.Entry.comparingByValue()));
        return entries;
    }

    /**
     * The most frequent as text: for each its samples and share, then its frames from the innermost on.
     *
     * @param most how many of them
     */
    public List<String> hottest(int most) {
        var lines = new ArrayList<String>();
        long all = samples();
        for (var entry : byCount().subList(0, Math.min(most, counts.size()))) {
            var stack = entry.getKey();
            lines.add(String.format(
                    Locale.ROOT,
                    "%d samples, %.1f %%, %s (%d)",
                    entry.getValue(),
                    100.0 * entry.getValue() / all,
                    Printable.of(stack.process),
                    stack.pid));
            stack.frames.forEach(frame -> lines.add("  " + line(frame)));
            lines.add("");
        }
        return lines;
    }

    private static String kind(Frame frame) {
        return frame.kind().name().toLowerCase(Locale.ROOT);
    }

    private static String line(Frame frame) {
        var kind = frame.kind() == Frame.Kind.UNKNOWN ? "?" : kind(frame);
        var module = frame.module().isEmpty() || frame.kind() == Frame.Kind.UNKNOWN ? "" : " [" + frame.module() + "]";
        return Printable.of("%-8s %s%s".formatted(kind, frame.name(), module));
    }

    /** A line for each stack, {@code process;outermost;...;innermost count}: what flame graph tools read. */
    public List<String> folded() {
        var lines = new LinkedHashMap<String, Long>();
        byCount().forEach(entry -> lines.merge(folded(entry.getKey()), entry.getValue(), Long::sum));
        return lines.entrySet().stream()
                .map(line -> line.getKey() + " " + line.getValue())
                .toList();
    }

    private static String folded(Stack stack) {
        var names = new ArrayList<>(stack.names());
        names.add(Printable.of(stack.process));
        Collections.reverse(names);
        return names.stream().map(name -> name.replace(';', ':')).collect(Collectors.joining(";"));
    }

    /** Each stack as JSON has it, the most frequent first: samples, process, pid and frames, the innermost first. */
    public List<Map<String, Object>> facts() {
        return byCount().stream().map(StackCounts::facts).toList();
    }

    private static Map<String, Object> facts(Map.Entry<Stack, Long> entry) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("samples", entry.getValue());
        facts.put("process", entry.getKey().process);
        facts.put("pid", entry.getKey().pid);
        facts.put(
                "frames", entry.getKey().frames.stream().map(StackCounts::facts).toList());
        return facts;
    }

    private static Map<String, Object> facts(Frame frame) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("name", frame.name());
        facts.put("module", frame.module());
        facts.put("kind", kind(frame));
        return facts;
    }

    /** All in one picture. */
    public FlameGraph flameGraph(String title) {
        var graph = new FlameGraph(title);
        counts.forEach((stack, samples) -> {
            var outermostFirst = new ArrayList<>(stack.frames);
            Collections.reverse(outermostFirst);
            graph.add(stack.process, outermostFirst, samples);
        });
        return graph;
    }
}
