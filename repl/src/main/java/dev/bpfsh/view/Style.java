// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import dev.bpfsh.libbpf.Linux;
import org.fusesource.jansi.Ansi;
import org.fusesource.jansi.Ansi.Attribute;
import org.fusesource.jansi.Ansi.Color;

/**
 * How text may look where it is going.
 *
 * @param colour whether escapes for colour are understood there
 * @param width columns
 * @param height lines
 */
public record Style(boolean colour, int width, int height) {
    private static final int WIDTH = 80;
    private static final int HEIGHT = 24;

    /** No colours, 80 columns: a file, a pipe. */
    public static Style plain() {
        return new Style(false, WIDTH, HEIGHT);
    }

    /** No colours, and as much room as it takes: what other programs read. */
    public static Style unbounded() {
        return new Style(false, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /** That of the standard stream {@code fd}: the terminal's size and colours, or no limits where it is none. */
    public static Style of(int fd) {
        return Linux.windowSize(fd)
                .map(size -> new Style(colourWanted(), size.columns(), size.rows()))
                .orElseGet(Style::unbounded);
    }

    /** Whether this is for a person at a screen, and not for a file or another program. */
    public boolean bounded() {
        return width != Integer.MAX_VALUE;
    }

    /** Whether the environment lets a terminal be coloured: {@code NO_COLOR} is not set, {@code TERM} is not dumb. */
    public static boolean colourWanted() {
        var term = System.getenv("TERM");
        var no = System.getenv("NO_COLOR");
        return (no == null || no.isEmpty()) && term != null && !term.equals("dumb");
    }

    /** As much of a line as there is room for, with dots where some is missing. */
    public String cut(String line) {
        return Cells.cut(line, width);
    }

    /** What the eye should find first. */
    public String bold(String text) {
        return colour ? new Ansi().a(Attribute.INTENSITY_BOLD).a(text).reset().toString() : text;
    }

    /** What is there for completeness. */
    public String faint(String text) {
        return colour ? new Ansi().a(Attribute.INTENSITY_FAINT).a(text).reset().toString() : text;
    }

    /** What went wrong. */
    public String bad(String text) {
        return colour ? new Ansi().fg(Color.RED).a(text).reset().toString() : text;
    }

    /** What to do next. */
    public String hint(String text) {
        return colour ? new Ansi().fg(Color.CYAN).a(text).reset().toString() : text;
    }
}
