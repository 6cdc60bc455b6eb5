// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import dev.bpfsh.kernel.Feature;
import dev.bpfsh.kernel.Feature.State;
import dev.bpfsh.kernel.Printable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Features area by area, in words that are never cut: those of an area about which there is the same to say share a line.
 *
 * <pre>
 * attach
 *   ok       the kernel has it: tracepoint, raw tracepoint
 *   warning  kprobe: this kernel has no kprobes (CONFIG_KPROBE_EVENTS)
 *            hint: boot a kernel with CONFIG_KPROBE_EVENTS
 * </pre>
 */
public final class FeaturesView {
    private static final String INDENT = "  ";
    private static final int STATE_WIDTH = "warning".length();
    private static final String HANGING = " ".repeat(INDENT.length() + STATE_WIDTH + 2);

    private record Saying(State state, String found, String advice) {}

    private FeaturesView() {}

    /** The lines, wrapped at the width of the terminal. */
    public static List<String> lines(List<Feature> features, Style style) {
        var lines = new ArrayList<String>();
        features.stream()
                .collect(Collectors.groupingBy(Feature::area, LinkedHashMap::new, Collectors.toList()))
                .forEach((area, its) -> {
                    lines.add(style.bold(area));
                    lines.addAll(area(its, style));
                });
        return lines;
    }

    private static List<String> area(List<Feature> features, Style style) {
        var lines = new ArrayList<String>();
        features.stream()
                .collect(Collectors.groupingBy(
                        feature -> new Saying(feature.state(), feature.found(), feature.advice()),
                        LinkedHashMap::new,
                        Collectors.mapping(Feature::name, Collectors.toList())))
                .forEach((saying, names) -> {
                    var text = names.size() == 1
                            ? names.get(0) + ": " + saying.found
                            : saying.found + ": " + String.join(", ", names);
                    var wrapped = wrap(text, style);
                    lines.add(INDENT + state(saying.state, style) + "  " + wrapped.get(0));
                    wrapped.stream().skip(1).map(HANGING::concat).forEach(lines::add);
                    if (!saying.advice.isEmpty()) {
                        wrap("hint: " + saying.advice, style).stream()
                                .map(line -> HANGING + style.hint(line))
                                .forEach(lines::add);
                    }
                });
        return lines;
    }

    private static String state(State state, Style style) {
        var text = state + " ".repeat(STATE_WIDTH - state.toString().length());
        return switch (state) {
            case OK -> style.faint(text);
            case WARNING -> style.bold(text);
            case MISSING -> style.bad(text);
        };
    }

    /** At blanks; a word that is longer than a line, such as a path, also within. */
    private static List<String> wrap(String text, Style style) {
        int room = Math.max(1, style.width() - HANGING.length());
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var each : Printable.of(text).split(" ")) {
            var word = each;
            for (; word.length() > room; word = word.substring(room)) {
                if (line.length() > 0) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                lines.add(word.substring(0, room));
            }
            if (line.length() > 0 && line.length() + 1 + word.length() > room) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
