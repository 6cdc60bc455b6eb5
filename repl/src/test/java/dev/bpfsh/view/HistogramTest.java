// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HistogramTest {
    @Test
    void barsAreAsLongAsTheirCounts() {
        var histogram = Histogram.of("usecs", 0, 4, 12, 0, 1, 0);
        assertThat(histogram.lines(new Style(false, 40, 24)))
                .containsExactly(
                        "usecs     count",
                        "[2, 4)        4 |@@@@@@@               |",
                        "[4, 8)       12 |@@@@@@@@@@@@@@@@@@@@@@|",
                        "[8, 16)       0 |                      |",
                        "[16, 32)      1 |@@                    |");
    }

    @Test
    void largeBoundsAreShort() {
        assertThat(Histogram.of("ns", 1).toString()).contains("[0, 2)");
        assertThat(Histogram.of("ns", new long[20]).lines(Style.plain())).containsExactly("no ns counted");
        var slots = new long[64];
        slots[9] = 1;
        slots[10] = 2;
        slots[63] = 3;
        assertThat(Histogram.of("ns", slots).toString()).contains("[512, 1K)", "[1K, 2K)", "[8E, 16E)");
    }

    @Test
    void itsBoundsAreExactInJson() {
        var slots = new long[64];
        slots[63] = 3;
        assertThat(Json.line(Histogram.of("ns", slots).facts()))
                .isEqualTo("{\"unit\":\"ns\",\"count\":3,\"buckets\":[{\"from\":9223372036854775808,"
                        + "\"below\":18446744073709551616,\"count\":3}]}");
        assertThat(Json.line(Histogram.of("ns", 5, 6).facts()))
                .isEqualTo("{\"unit\":\"ns\",\"count\":11,\"buckets\":[{\"from\":0,\"below\":2,\"count\":5},"
                        + "{\"from\":2,\"below\":4,\"count\":6}]}");
    }

    @Test
    void whatIsNoCountIsRefused() {
        assertThatThrownBy(() -> Histogram.of("ns", 1, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Histogram.of("ns", new long[65])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whereThereIsUnicodeABarEndsInsideALetter() {
        var histogram = Histogram.of("usecs", 0, 4, 12, 0, 1, 0);
        assertThat(histogram.lines(new Style(Theme.NONE, true, 40, 24)))
                .containsExactly(
                        "usecs     count",
                        "[2, 4)        4 \u2588\u2588\u2588\u2588\u2588\u2588\u2588\u258d",
                        "[4, 8)       12 " + "\u2588".repeat(22),
                        "[8, 16)       0 ",
                        "[16, 32)      1 \u2588\u2589");
        assertThat(histogram.lines(new Style(true, 40, 24)))
                .element(1)
                .isEqualTo("[2, 4)        4 |\u001b[36m@@@@@@@\u001b[m               |");
    }

    @Test
    void valuesAreCountedByPowersOfTwo() {
        assertThat(Histogram.ofValues("value", List.of(-1, 0, 1, 2, 3.9, Long.MAX_VALUE))
                        .buckets())
                .filteredOn(bucket -> bucket.count() > 0)
                .map(Histogram.Bucket::label)
                .containsExactly("(..., 0)", "[0, 2)", "[2, 4)", "[4E, 8E)");
    }

    @Test
    void valuesAreCountedInRangesOfOneWidth() {
        var ranges = new Linear(0, 25, 10);
        var values = List.of(-5L, 0L, 9L, 10L, 24L, 25L, 1_000L).stream()
                .map(value -> Map.entry(value, 1L))
                .toList();
        assertThat(Histogram.linear("ms", ranges, values).lines(new Style(false, 40, 24)))
                .containsExactly(
                        "ms         count",
                        "(..., 0)       1 |@@@@@@@@@@@          |",
                        "[0, 10)        2 |@@@@@@@@@@@@@@@@@@@@@|",
                        "[10, 20)       1 |@@@@@@@@@@@          |",
                        "[20, 25)       1 |@@@@@@@@@@@          |",
                        "[25, ...)      2 |@@@@@@@@@@@@@@@@@@@@@|");
        assertThatThrownBy(() -> new Linear(0, 10, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Linear(10, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Linear(Long.MIN_VALUE, Long.MAX_VALUE, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Linear(0, 1_000_000, 1)).hasMessageContaining("1000 at most");
    }

    @Test
    void amongOthersAPictureIsOneLineThatSaysSomething() {
        var histogram = Histogram.of("usecs", 0, 0, 4, 12);
        assertThat(Views.line(histogram)).isEqualTo("usecs: 16 counted, most in [8, 16)");
        assertThat(Views.line(Histogram.of("usecs", 0))).isEqualTo("no usecs counted");
        assertThat(Views.line(new Histograms(Map.of("", histogram)))).isEqualTo(histogram.line());
        assertThat(Views.line(new Histograms(new TreeMap<>(Map.of("sda", histogram, "sdb", histogram)))))
                .isEqualTo("2 histograms: [\"sda\", \"sdb\"]");
        assertThat(Views.line(Chart.of("calls", List.of(1, 4, 9)))).isEqualTo("calls  _=@  1..9");
        assertThat(Views.line(BarChart.of(new TreeMap<>(Map.of("read", 12, "write", 30_000)))))
                .isEqualTo("read 12, write 30K");
        assertThat(Views.line(BarChart.of(Map.of()))).isEqualTo("no numbers");
        assertThat(Views.line(Sparkline.of(Collections.nCopies(1_000, 1)))).hasSizeLessThan(60);
    }

    @Test
    void rangesAreRightAtTheEndOfAllNumbers() {
        var ranges = new Linear(0, Long.MAX_VALUE, 1L << 62);
        assertThat(Histogram.linear("", ranges, List.of(Map.entry(Long.MAX_VALUE - 1, 1L)))
                        .buckets())
                .extracting(Histogram.Bucket::label)
                .containsExactly("(..., 0)", "[0, 4E)", "[4E, 9223372036854775807)", "[9223372036854775807, ...)");
    }
}
