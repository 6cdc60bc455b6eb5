// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import dev.bpfsh.kernel.Frame;
import dev.bpfsh.kernel.Printable;
import dev.bpfsh.libbpf.BpfException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Stacks as one picture, an SVG that needs nothing beside it: each function is a box on top of the one that called it,
 * as wide as the samples that it was seen in. In a browser a box says its name and share when pointed at, a click zooms,
 * {@code /} searches.
 *
 * <pre>{@code
 * var graph = new FlameGraph("10 s of this machine");
 * graph.add("java", frames, 17);
 * Files.writeString(Path.of("flames.svg"), graph.svg());
 * }</pre>
 */
public final class FlameGraph {
    private static final int WIDTH = 1200;
    private static final int MARGIN = 10;
    private static final int HEADER = 40;
    private static final int FOOTER = 44;
    private static final int ROW = 18;
    private static final double LETTER = 7.3;
    private static final double NARROWEST = 0.3;
    private static final int SHADES = 5;

    /** Below all: what the others stand on. */
    private static final String BASE = "process";

    private final String title;
    private final Box root = new Box("all", BASE);

    /** A function in the place of its callers. */
    private static final class Box {
        private final String name;
        private final String kind;
        private final Map<String, Box> above = new TreeMap<>();
        private long samples;

        private Box(String name, String kind) {
            this.name = name;
            this.kind = kind;
        }

        private Box child(String name, String kind) {
            return above.computeIfAbsent(kind + " " + name, key -> new Box(name, kind));
        }
    }

    /** A graph of nothing yet. */
    public FlameGraph(String title) {
        this.title = title;
    }

    /**
     * Adds samples of one stack.
     *
     * @param process what it stands on, such as the name of the process
     * @param frames the outermost first
     * @param samples how often it was seen
     */
    public FlameGraph add(String process, List<Frame> frames, long samples) {
        root.samples += samples;
        var box = root.child(process, BASE);
        box.samples += samples;
        for (var frame : frames) {
            box = box.child(frame.name(), frame.kind().name().toLowerCase(Locale.ROOT));
            box.samples += samples;
        }
        return this;
    }

    /**
     * Writes the picture into a file.
     *
     * @throws BpfException if it cannot be written
     */
    public void write(Path file) {
        try {
            Files.writeString(file, svg());
        } catch (IOException e) {
            boolean noFolder = e instanceof NoSuchFileException;
            var cause = noFolder ? "there is no such folder" : "it cannot be written: " + e.getMessage();
            throw new BpfException("write", file.toString(), cause, null, List.of(), null);
        }
    }

    /** The picture. */
    public String svg() {
        int depth = height(root);
        int height = HEADER + depth * ROW + FOOTER;
        var boxes = new StringBuilder();
        draw(root, MARGIN, HEADER + (depth - 1) * ROW, boxes);
        return HEAD.formatted(
                        WIDTH,
                        height,
                        WIDTH,
                        height,
                        WIDTH,
                        LETTER,
                        MARGIN,
                        root.samples,
                        escape(title),
                        styles(),
                        WIDTH,
                        height)
                + label("title", WIDTH / 2.0, 24, "middle", title)
                + hidden("reset", MARGIN, 24, "start", "whole picture")
                + hidden("search", WIDTH - MARGIN, 24, "end", "search")
                + boxes
                + label("details", MARGIN, height - 28, "start", "")
                + label("found", WIDTH - MARGIN, height - 28, "end", "")
                + legend(height - 10)
                + "<script><![CDATA[\n" + script() + "]]></script>\n</svg>\n";
    }

    private static final String HEAD = """
            <?xml version="1.0" encoding="UTF-8"?>
            <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" data-width="%d" \
            data-letter="%s" data-margin="%d" data-total="%d" font-family="monospace" font-size="12">
            <title>%s</title>
            <style>
            %s</style>
            <rect width="%d" height="%d" fill="#fcfcfa"/>
            """;

    private static String styles() {
        var styles = new StringBuilder("""
                text { fill: #1c1c1c; }
                #title { font-size: 16px; }
                #reset, #search { text-decoration: underline; cursor: pointer; }
                .frame { cursor: pointer; }
                .frame rect { stroke: #fcfcfa; stroke-width: 0.5; }
                .frame:hover rect { stroke: #1c1c1c; stroke-width: 1; }
                .frame text { pointer-events: none; }
                .frame.match rect { fill: #d54bd0; }
                """);
        HUES.forEach((kind, colour) -> {
            for (int shade = 0; shade < SHADES; shade++) {
                styles.append(".%s%d rect { fill: hsl(%s, %d%%); }\n".formatted(kind, shade, colour, 66 + 3 * shade));
            }
        });
        return styles.toString();
    }

    /** Hue and saturation. Dark text can be read on all of them, and none differ by red and green alone. */
    private static final Map<String, String> HUES = new TreeMap<>(Map.of(
            "kernel", "32, 85%", "native", "212, 65%", "compiled", "140, 45%", "unknown", "0, 0%", BASE, "265, 30%"));

    private boolean isDrawn(Box box) {
        return root.samples > 0 && width(box.samples) >= NARROWEST;
    }

    private double width(long samples) {
        return (double) samples / root.samples * (WIDTH - 2 * MARGIN);
    }

    private int height(Box box) {
        return isDrawn(box)
                ? 1 + box.above.values().stream().mapToInt(this::height).max().orElse(0)
                : 0;
    }

    private void draw(Box box, double x, int y, StringBuilder out) {
        if (!isDrawn(box)) {
            return;
        }
        out.append(frame(box, x, y));
        double at = x;
        for (var next : box.above.values()) {
            draw(next, at, y - ROW, out);
            at += width(next.samples);
        }
    }

    private String frame(Box box, double x, int y) {
        double wide = width(box.samples);
        var name = escape(box.name);
        return "<g class=\"frame %s%d\" data-name=\"%s\" data-samples=\"%d\"><title>%s</title>"
                        .formatted(box.kind, Math.floorMod(box.name.hashCode(), SHADES), name, box.samples, tip(box))
                + "<rect x=\"%s\" y=\"%d\" width=\"%s\" height=\"%d\" rx=\"1\"/><text x=\"%s\" y=\"%d\">%s</text></g>\n"
                        .formatted(
                                number(x),
                                y,
                                number(wide),
                                ROW - 1,
                                number(x + 3),
                                y + 13,
                                escape(fit(box.name, wide)));
    }

    private String tip(Box box) {
        return escape("%s: %d %s, %s %%"
                .formatted(
                        box.name,
                        box.samples,
                        box.samples == 1 ? "sample" : "samples",
                        String.format(Locale.ROOT, "%.1f", 100.0 * box.samples / root.samples)));
    }

    private static String fit(String name, double room) {
        int letters = (int) ((room - 6) / LETTER);
        if (name.length() <= letters) {
            return name;
        }
        return letters < 3 ? "" : name.substring(0, letters - 1) + "…";
    }

    private static String legend(int y) {
        var legend = new StringBuilder();
        int x = MARGIN;
        for (var entry : List.of(
                Map.entry("kernel", "kernel"),
                Map.entry("native", "native"),
                Map.entry("compiled", "Java and others compiled at run time"),
                Map.entry("unknown", "name not known"))) {
            legend.append("<g class=\"%s2\"><rect x=\"%d\" y=\"%d\" width=\"12\" height=\"12\"/></g>\n"
                    .formatted(entry.getKey(), x, y - 11));
            legend.append(label("legend-" + entry.getKey(), x + 17, y, "start", entry.getValue()));
            x += 17 + (int) (LETTER * (entry.getValue().length() + 3));
        }
        return legend.toString();
    }

    private static String label(String id, double x, int y, String anchor, String text) {
        return "<text id=\"%s\" x=\"%s\" y=\"%d\" text-anchor=\"%s\">%s</text>\n"
                .formatted(id, number(x), y, anchor, escape(text));
    }

    // What only the script can do is shown by the script.
    private static String hidden(String id, double x, int y, String anchor, String text) {
        return label(id, x, y, anchor, text).replace("<text ", "<text style=\"display: none\" ");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    // Names are other people's bytes: neither markup nor what XML has no place for.
    private static String escape(String text) {
        return Printable.of(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String script() {
        try (var resource = FlameGraph.class.getResourceAsStream("flamegraph.js")) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
