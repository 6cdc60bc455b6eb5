// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
}
