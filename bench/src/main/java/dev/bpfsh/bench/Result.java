// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.bench;

import java.util.Optional;

/**
 * What came of a row.
 *
 * @param peer empty where the peer does not have that metric
 */
record Result(Row row, int runs, Sample ours, Optional<Sample> peer) {
    double ratio() {
        return peer.map(beside -> ours.median() / beside.median()).orElse(Double.NaN);
    }

    boolean isMet() {
        return row.bar().isMet(ours.median(), ratio());
    }

    private String ratioText() {
        return peer.isPresent() ? Sample.number(ratio()) : "";
    }

    private String verdict() {
        return row.bar() == Bar.NONE ? "" : isMet() ? "met" : "MISSED";
    }

    /** For a terminal, on one line. */
    String line() {
        return String.format(
                        "%-15s %-24s %-22s %-12s %-22s %-12s %-14s %s",
                        row.name(),
                        row.metric(),
                        ours,
                        peer.isPresent() ? row.peer().name() : "",
                        peer.map(Sample::toString).orElse(""),
                        peer.isPresent() ? "ratio " + ratioText() : "",
                        row.bar(),
                        verdict())
                .strip();
    }

    /** For a table in Markdown. */
    String cells() {
        return "| "
                + String.join(
                        " | ",
                        row.name(),
                        row.what(),
                        row.metric(),
                        String.valueOf(runs),
                        ours.toString(),
                        peer.map(sample -> row.peer().name() + ": " + sample).orElse(""),
                        ratioText(),
                        row.bar().toString(),
                        verdict())
                + " |";
    }

    static String head() {
        return "| name | what | in | runs | bpfsh | beside | ratio | bar | |\n|---|---|---|---|---|---|---|---|---|";
    }
}
