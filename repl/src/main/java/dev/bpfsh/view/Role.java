// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import org.fusesource.jansi.Ansi;
import org.fusesource.jansi.Ansi.Attribute;
import org.fusesource.jansi.Ansi.Color;

/**
 * What a piece of text is, which decides how it looks. Of the first eight colours those are taken that can be read on
 * the background; the others are numbers of the 256.
 */
public enum Role {
    /** A word of the language. */
    KEYWORD(Color.MAGENTA, Color.MAGENTA, 176, 90),
    /** A text between quotes. */
    STRING(Color.GREEN, Color.GREEN, 114, 28),
    /** A number. */
    NUMBER(Color.YELLOW, Color.MAGENTA, 179, 94),
    /** The name of a type, of a probe, of a command. */
    NAME(Color.CYAN, Color.BLUE, 110, 25),
    /** A comment. */
    COMMENT(Attribute.INTENSITY_FAINT, 245, 243),
    /** What went wrong. */
    BAD(Color.RED, Color.RED, 203, 160),
    /** What to do next. */
    HINT(Color.CYAN, Color.BLUE, 80, 30),
    /** What is there for completeness. */
    FAINT(Attribute.INTENSITY_FAINT, 245, 243),
    /** What the eye should find first. */
    BOLD(Attribute.INTENSITY_BOLD),
    /** The bars of a histogram, the line of a chart. */
    BAR(Color.CYAN, Color.BLUE, 74, 31);

    private static final int NO_NUMBER = -1;

    private final Attribute attribute;
    private final Color onDark;
    private final Color onLight;
    private final int richOnDark;
    private final int richOnLight;

    Role(Color onDark, Color onLight, int richOnDark, int richOnLight) {
        this.attribute = null;
        this.onDark = onDark;
        this.onLight = onLight;
        this.richOnDark = richOnDark;
        this.richOnLight = richOnLight;
    }

    Role(Attribute attribute, int richOnDark, int richOnLight) {
        this.attribute = attribute;
        this.onDark = null;
        this.onLight = null;
        this.richOnDark = richOnDark;
        this.richOnLight = richOnLight;
    }

    Role(Attribute attribute) {
        this(attribute, NO_NUMBER, NO_NUMBER);
    }

    /** Text that begins to look so; of many colours where {@code rich}. */
    Ansi begin(boolean rich, boolean dark) {
        if (rich && richOnDark != NO_NUMBER) {
            return new Ansi().fg(dark ? richOnDark : richOnLight);
        }
        return attribute != null ? new Ansi().a(attribute) : new Ansi().fg(dark ? onDark : onLight);
    }
}
