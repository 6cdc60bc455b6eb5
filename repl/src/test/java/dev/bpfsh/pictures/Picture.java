// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.pictures;

import java.util.List;
import java.util.Locale;

/**
 * A terminal's screen as an SVG: a window with the text in it, which can be selected and searched. Each run of
 * characters is told its place and length, so columns are exact whichever font the reader has.
 */
final class Picture {
    private static final double COLUMN = 8.4;
    private static final double LINE = 19;
    private static final double SIZE = 14;
    private static final double BASELINE = 14.2;
    private static final double MARGIN = 16;
    private static final double TITLE = 34;

    private static final String INK = "#d8dee9";
    private static final String PAPER = "#1f2430";
    private static final String BAR = "#2a3040";
    private static final String EDGE = "#465066";
    private static final String[] BUTTONS = {"#f07178", "#ebcb8b", "#a3be8c"};
    private static final String FONTS = "ui-monospace, 'SF Mono', SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono',"
            + " 'Liberation Mono', monospace";

    private final StringBuilder svg = new StringBuilder();

    private Picture() {}

    /**
     * Draws it.
     *
     * @param title what the window's bar says
     * @param columns how wide the terminal is
     * @param screen lines with the escapes of their looks
     */
    static String svg(String title, int columns, String screen) {
        var picture = new Picture();
        picture.draw(title, columns, Run.lines(screen));
        return picture.svg.toString();
    }

    private void draw(String title, int columns, List<List<Run>> lines) {
        double width = columns * COLUMN + 2 * MARGIN;
        double height = TITLE + lines.size() * LINE + 2 * MARGIN - 6;
        tag(
                "<svg xmlns='http://www.w3.org/2000/svg' role='img' width='%s' height='%s' viewBox='0 0 %s %s'>",
                width, height, width, height);
        tag("<title>%s</title>", escape(title));
        tag("<style>text { font-family: %s; font-size: %spx; white-space: pre; fill: %s }</style>", FONTS, SIZE, INK);
        tag(
                "<rect x='0.5' y='0.5' width='%s' height='%s' rx='9' fill='%s' stroke='%s'/>",
                width - 1, height - 1, PAPER, EDGE);
        tag(
                "<path d='M1 %s V9.5 A8.5 8.5 0 0 1 9.5 1 H%s A8.5 8.5 0 0 1 %s 9.5 V%s Z' fill='%s'/>",
                TITLE, width - 9.5, width - 1, TITLE, BAR);
        for (int i = 0; i < BUTTONS.length; i++) {
            tag("<circle cx='%s' cy='%s' r='5.5' fill='%s'/>", 19 + 19 * i, TITLE / 2, BUTTONS[i]);
        }
        tag(
                "<text x='%s' y='%s' text-anchor='middle' opacity='0.75'>%s</text>",
                width / 2, TITLE / 2 + 5, escape(title));
        for (int line = 0; line < lines.size(); line++) {
            double top = TITLE + MARGIN - 4 + line * LINE;
            for (var run : lines.get(line)) {
                draw(run, top);
            }
        }
        svg.append("</svg>\n");
    }

    private void draw(Run run, double top) {
        var look = run.look();
        var ink = look.ink() == null ? INK : look.ink();
        var paper = look.paper();
        if (look.inverse()) {
            var behind = paper == null ? PAPER : paper;
            paper = ink;
            ink = behind;
        }
        if (paper != null) {
            tag(
                    "<rect x='%s' y='%s' width='%s' height='%s' fill='%s'/>",
                    x(run.column()), top, run.columns() * COLUMN, LINE, paper);
        }
        text(run, top, attributes(look, ink));
    }

    private static String attributes(Look look, String ink) {
        var attributes = new StringBuilder();
        if (!ink.equals(INK)) {
            // An attribute would give way to the style of all text.
            attributes.append(" style='fill: ").append(ink).append('\'');
        }
        if (look.bold()) {
            attributes.append(" font-weight='bold'");
        }
        if (look.faint()) {
            attributes.append(" opacity='0.6'");
        }
        if (look.italic()) {
            attributes.append(" font-style='italic'");
        }
        if (look.underlined()) {
            attributes.append(" text-decoration='underline'");
        }
        return attributes.toString();
    }

    /** What stands between wide gaps is placed by itself: readers differ in what they make of many blanks. */
    private void text(Run run, double top, String attributes) {
        int at = 0;
        for (var word : run.text().split("(?<= {2})(?=[^ ])|(?<=[^ ])(?= {2})")) {
            int length = word.codePointCount(0, word.length());
            if (!word.isBlank()) {
                int blanks = word.length() - word.stripLeading().length();
                var shown = word.strip();
                tag(
                        "<text x='%s' y='%s' textLength='%s'%s>%s</text>",
                        x(run.column() + at + blanks),
                        top + BASELINE,
                        shown.codePointCount(0, shown.length()) * COLUMN,
                        attributes,
                        escape(shown));
            }
            at += length;
        }
    }

    private static double x(int column) {
        return MARGIN + column * COLUMN;
    }

    private void tag(String format, Object... values) {
        var texts = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            texts[i] = values[i] instanceof Double number ? shortest(number) : values[i];
        }
        svg.append(String.format(Locale.ROOT, format, texts)).append('\n');
    }

    private static String shortest(double number) {
        return String.format(Locale.ROOT, "%.1f", number).replaceFirst("\\.0$", "");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
