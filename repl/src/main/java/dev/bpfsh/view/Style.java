// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import dev.bpfsh.libbpf.Linux;

/**
 * How text may look where it is going.
 *
 * @param theme its colours
 * @param unicode whether more than ASCII is shown there
 * @param width columns
 * @param height lines
 * @param all the call that shows what is left out, such as {@code show($3)}; empty where nothing does
 */
public record Style(Theme theme, boolean unicode, int width, int height, String all) {
    private static final int WIDTH = 80;
    private static final int HEIGHT = 24;

    private static volatile Colouring colouring = Colouring.AUTO;
    private static volatile Backdrop backdrop = Backdrop.AUTO;

    private static final String DOTS = "...";
    private static final String ONE_DOT = "\u2026";
    private static final int SHORT = 8;

    /** Where nothing shows what is left out. */
    public Style(Theme theme, boolean unicode, int width, int height) {
        this(theme, unicode, width, height, "");
    }

    /** ASCII, with eight colours on a dark background or with none. */
    public Style(boolean colour, int width, int height) {
        this(colour ? new Theme(8, true) : Theme.NONE, false, width, height);
    }

    /** No colours, 80 columns: a file, a pipe. */
    public static Style plain() {
        return new Style(false, WIDTH, HEIGHT);
    }

    /** No colours, and as much room as it takes: what other programs read. */
    public static Style unbounded() {
        return new Style(false, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /** That of the standard stream {@code fd}: of the terminal there, or without limits where it is none. */
    public static Style of(int fd) {
        return Linux.windowSize(fd)
                .map(size -> terminal(size.columns(), size.rows()))
                .orElseGet(Style::redirected);
    }

    /** That of a terminal of a size, which is 80 columns and 24 lines if it does not know it and says 0. */
    public static Style terminal(int columns, int rows) {
        var look = Look.of(System.getenv(), colouring);
        var theme = backdrop == Backdrop.AUTO
                ? look.theme()
                : new Theme(look.theme().colours(), backdrop == Backdrop.DARK);
        return new Style(theme, look.unicode(), columns > 0 ? columns : WIDTH, rows > 0 ? rows : HEIGHT);
    }

    /** That of a file or a pipe: without limits, and with colours only where they are always wanted. */
    public static Style redirected() {
        return colouring == Colouring.ALWAYS
                ? terminal(Integer.MAX_VALUE, Integer.MAX_VALUE).ascii()
                : unbounded();
    }

    private Style ascii() {
        return new Style(theme, false, width, height);
    }

    /** Says when text has colours from now on. */
    public static void colouring(Colouring wanted) {
        colouring = wanted;
    }

    /** Says which background the colours are for from now on. */
    public static void backdrop(Backdrop wanted) {
        backdrop = wanted;
    }

    /** How many colours there are: 0, 8 or 256. */
    public int colours() {
        return theme.colours();
    }

    /** The same for as many lines as it takes, which go past a person and are not looked at again: all fits the width. */
    public Style tall() {
        return new Style(theme, unicode, width, Integer.MAX_VALUE - 1);
    }

    /** Whether this is for one screen, so that what does not fit is left out. */
    public boolean bounded() {
        return height != Integer.MAX_VALUE;
    }

    /** The same for a value that this call shows whole. */
    public Style withAll(String call) {
        return new Style(theme, unicode, width, height, call);
    }

    /** The same without an end: of the width nothing is cut, but long texts break there. */
    public Style whole() {
        return new Style(theme, unicode, width, Integer.MAX_VALUE);
    }

    /** As much of a line as there is room for, with dots where some is missing. */
    public String cut(String line) {
        return cut(line, width);
    }

    /** As much of a text as so many columns hold, with dots where some is missing and there is room for them. */
    public String cut(String text, int columns) {
        // Most are shorter in letters than there are columns, also if each took two.
        if (!bounded() || text.length() <= columns / 2 || Width.of(text) <= columns) {
            return text;
        }
        if (unicode) {
            return Width.begin(text, Math.max(0, columns - 1)) + (columns > 0 ? ONE_DOT : "");
        }
        return columns < SHORT
                ? Width.begin(text, Math.max(0, columns))
                : Width.begin(text, columns - DOTS.length()) + DOTS;
    }

    /** Says what was left out, such as {@code 482 more of 501}, and how to see it. */
    public String rest(String what) {
        return faint("... " + what + (all.isEmpty() ? "" : ": " + all));
    }

    /** A text as its role looks. */
    public String paint(Role role, String text) {
        return theme.paint(role, text);
    }

    /** A text between quotes. */
    public String string(String text) {
        return paint(Role.STRING, text);
    }

    /** A number. */
    public String number(String text) {
        return paint(Role.NUMBER, text);
    }

    /** The name of a type, of a probe, of a command. */
    public String name(String text) {
        return paint(Role.NAME, text);
    }

    /** What the eye should find first. */
    public String bold(String text) {
        return paint(Role.BOLD, text);
    }

    /** What is there for completeness. */
    public String faint(String text) {
        return paint(Role.FAINT, text);
    }

    /** What went wrong. */
    public String bad(String text) {
        return paint(Role.BAD, text);
    }

    /** What to do next. */
    public String hint(String text) {
        return paint(Role.HINT, text);
    }
}
