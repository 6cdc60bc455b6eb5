// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.bench;

/**
 * What a row has to show.
 *
 * @param subject what is bounded: the ratio ours / peer, or ours alone
 * @param most whether the bound is the most that it may be; else the least
 */
record Bar(Subject subject, boolean most, double bound) {
    /** No bar: the row is there to be looked at. */
    static final Bar NONE = new Bar(Subject.RATIO, true, Double.POSITIVE_INFINITY);

    enum Subject {
        RATIO,
        OURS
    }

    static Bar ratioAtMost(double bound) {
        return new Bar(Subject.RATIO, true, bound);
    }

    static Bar ratioAtLeast(double bound) {
        return new Bar(Subject.RATIO, false, bound);
    }

    static Bar atMost(double bound) {
        return new Bar(Subject.OURS, true, bound);
    }

    static Bar atLeast(double bound) {
        return new Bar(Subject.OURS, false, bound);
    }

    boolean isMet(double ours, double ratio) {
        double value = subject == Subject.RATIO ? ratio : ours;
        return most ? value <= bound : value >= bound;
    }

    /** {@code ratio <= 0.35}, {@code <= 30}; empty for none. */
    @Override
    public String toString() {
        return this == NONE
                ? ""
                : (subject == Subject.RATIO ? "ratio " : "") + (most ? "<= " : ">= ") + Sample.number(bound);
    }
}
