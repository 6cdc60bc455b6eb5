// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.pictures;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How characters of a terminal look: what "select graphic rendition" of ECMA-48 sets.
 *
 * @param ink the colour of the characters, such as {@code #d8dee9}; null for the terminal's own
 * @param paper the colour behind them; null for the terminal's own
 */
record Look(
        String ink, String paper, boolean bold, boolean faint, boolean italic, boolean underlined, boolean inverse) {
    static final Look PLAIN = new Look(null, null, false, false, false, false, false);

    /** The 16 colours that have numbers instead of shades, such as a terminal's user picks them. */
    private static final String[] NAMED = {
        "#3b4252", "#f07178", "#a3be8c", "#ebcb8b", "#82aaff", "#c792ea", "#88c0d0", "#d8dee9",
        "#6b7689", "#ff8b92", "#c3e88d", "#ffe585", "#9cc4ff", "#e1acff", "#a3f7ff", "#ffffff"
    };

    /** The look after the parameters of an escape {@code ESC [ PARAMETERS m}. */
    Look with(String parameters) {
        Deque<Integer> numbers = Stream.of(parameters.split("[;:]"))
                .map(number -> number.isEmpty() ? 0 : Integer.parseInt(number))
                .collect(Collectors.toCollection(ArrayDeque::new));
        var look = this;
        while (!numbers.isEmpty()) {
            look = look.with(numbers.pop(), numbers);
        }
        return look;
    }

    private Look with(int number, Deque<Integer> more) {
        return switch (number) {
            case 0 -> PLAIN;
            case 1 -> new Look(ink, paper, true, faint, italic, underlined, inverse);
            case 2 -> new Look(ink, paper, bold, true, italic, underlined, inverse);
            case 3 -> new Look(ink, paper, bold, faint, true, underlined, inverse);
            case 4 -> new Look(ink, paper, bold, faint, italic, true, inverse);
            case 7 -> new Look(ink, paper, bold, faint, italic, underlined, true);
            case 22 -> new Look(ink, paper, false, false, italic, underlined, inverse);
            case 23 -> new Look(ink, paper, bold, faint, false, underlined, inverse);
            case 24 -> new Look(ink, paper, bold, faint, italic, false, inverse);
            case 27 -> new Look(ink, paper, bold, faint, italic, underlined, false);
            case 38 -> withInk(mixed(more));
            case 39 -> withInk(null);
            case 48 -> withPaper(mixed(more));
            case 49 -> withPaper(null);
            default -> withNamed(number);
        };
    }

    private Look withNamed(int number) {
        int named = number % 10;
        return switch (number / 10) {
            case 3 -> withInk(NAMED[named]);
            case 4 -> withPaper(NAMED[named]);
            case 9 -> withInk(NAMED[8 + named]);
            case 10 -> withPaper(NAMED[8 + named]);
            default -> this;
        };
    }

    private Look withInk(String colour) {
        return new Look(colour, paper, bold, faint, italic, underlined, inverse);
    }

    private Look withPaper(String colour) {
        return new Look(ink, colour, bold, faint, italic, underlined, inverse);
    }

    /** {@code 5;N}, one of 256 colours, or {@code 2;RED;GREEN;BLUE}. */
    private static String mixed(Deque<Integer> numbers) {
        return numbers.pop() == 5 ? indexed(numbers.pop()) : rgb(numbers.pop(), numbers.pop(), numbers.pop());
    }

    /** After 16 named colours a cube of 6 x 6 x 6, then 24 shades of grey, as xterm has them. */
    private static String indexed(int index) {
        if (index < NAMED.length) {
            return NAMED[index];
        } else if (index >= 232) {
            int grey = 8 + 10 * (index - 232);
            return rgb(grey, grey, grey);
        }
        int cube = index - 16;
        return rgb(step(cube / 36), step(cube / 6 % 6), step(cube % 6));
    }

    private static int step(int sixth) {
        return sixth == 0 ? 0 : 55 + 40 * sixth;
    }

    private static String rgb(int red, int green, int blue) {
        return String.format("#%02x%02x%02x", red, green, blue);
    }
}
