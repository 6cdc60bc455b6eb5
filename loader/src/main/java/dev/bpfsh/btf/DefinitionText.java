// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

/**
 * C text as it grows, and how much work went into it; both have an end. Honest types say about as much as their BTF is
 * long. Damaged ones can refer to each other so that the text doubles with each, or leave a hole of a gigabyte to be
 * filled line by line.
 */
final class DefinitionText {
    private static final int LEAST_LETTERS = 4 << 20;
    private static final int LEAST_STEPS = 1 << 16;
    private static final int FACTOR = 32;
    // Deeper than this nobody wants it further to the right, and libbpf has no more tabs either.
    private static final int MOST_TABS = 12;

    private final StringBuilder text = new StringBuilder();
    private final long longest;
    private long steps;

    /** @param extent of the BTF, in words */
    DefinitionText(int extent) {
        longest = LEAST_LETTERS + (long) extent * FACTOR;
        steps = LEAST_STEPS + (long) extent * FACTOR;
    }

    DefinitionText add(String more) {
        if (text.length() + (long) more.length() > longest) {
            throw Btf.damaged("its text in C would be longer than " + longest + " letters");
        }
        text.append(more);
        return this;
    }

    DefinitionText line(int level) {
        return add("\n").add("\t".repeat(Math.min(level, MOST_TABS)));
    }

    /** Counts a step of work. */
    void step() {
        if (--steps < 0) {
            throw Btf.damaged("its types refer to each other without end");
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
