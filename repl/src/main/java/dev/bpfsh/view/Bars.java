// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

/** Bars and columns out of letters: eighths of a block where there is Unicode. */
final class Bars {
    private static final String ACROSS = "\u258f\u258e\u258d\u258c\u258b\u258a\u2589\u2588";
    private static final String UP = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588";
    private static final String UP_IN_ASCII = "_.-=+*%@";
    private static final String IN_ASCII = "@";
    private static final int EIGHT = 8;
    private static final int NARROWEST = 8;
    private static final int WIDEST = 60;

    private Bars() {}

    /** How many columns bars may have beside so many that are taken. */
    static int room(Style style, int taken) {
        return Math.max(NARROWEST, Math.min(WIDEST, style.width() - taken));
    }

    /** A bar of a part of so many columns; what is more than nothing is seen. */
    static String across(double part, int columns, Style style) {
        double wanted = Math.min(1, Math.max(0, part)) * columns;
        if (!style.unicode()) {
            return IN_ASCII.repeat(part <= 0 ? 0 : (int) Math.max(1, Math.round(wanted)));
        }
        int eighths = part <= 0 ? 0 : (int) Math.max(1, Math.round(wanted * EIGHT));
        var bar = ACROSS.substring(EIGHT - 1).repeat(eighths / EIGHT);
        return eighths % EIGHT == 0 ? bar : bar + ACROSS.charAt(eighths % EIGHT - 1);
    }

    /** The same between two marks, as wide in each line. */
    static String framed(double part, int columns, Style style) {
        var bar = across(part, columns, style);
        var blanks = " ".repeat(Math.max(0, columns - bar.length()));
        return style.unicode() ? style.paint(Role.BAR, bar) : "|" + style.paint(Role.BAR, bar) + blanks + "|";
    }

    /** One letter for a part of a height of one. */
    static char up(double part, Style style) {
        int eighths = (int) Math.round(Math.min(1, Math.max(0, part)) * (EIGHT - 1));
        return (style.unicode() ? UP : UP_IN_ASCII).charAt(eighths);
    }

    /** One letter of a column that is so high, at a height: full, empty, or a part of it. */
    static char column(double height, int at, Style style) {
        double here = height - at;
        if (style.unicode()) {
            int eighths = (int) Math.round(Math.min(1, Math.max(0, here)) * EIGHT);
            return eighths == 0 ? ' ' : UP.charAt(eighths - 1);
        }
        return here >= 0.75 ? '#' : here >= 0.25 ? ':' : here > 0 ? '.' : ' ';
    }
}
