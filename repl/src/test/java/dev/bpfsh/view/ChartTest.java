// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChartTest {
    private static final Style PLAIN = new Style(false, 40, 10);
    private static final Style UNICODE = new Style(Theme.NONE, true, 40, 10);
    private static final Style COLOUR = new Style(new Theme(256, true), true, 40, 10);

    private static String answer(Object value, Style style) {
        return Views.answer("x", value, style);
    }

    @Test
    void aSparklineIsFromTheLeastToTheLargest() {
        var line = Sparkline.of(List.of(0, 1, 2, 3, 4, 5, 6, 7));
        assertThat(answer(line, PLAIN)).isEqualTo("_.-=+*%@  0..7");
        assertThat(answer(line, UNICODE)).isEqualTo("\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588  0..7");
        assertThat(answer(line, COLOUR)).startsWith("\u001b[38;5;74m\u2581").endsWith("\u2588\u001b[m  0..7");
        assertThat(answer(Sparkline.of(List.of(5, 5)), PLAIN)).isEqualTo("__  5..5");
        assertThat(answer(Sparkline.of(List.of(1, Double.NaN, 2)), PLAIN)).isEqualTo("_ @  1..2");
        assertThat(answer(Sparkline.of(List.of()), PLAIN)).isEqualTo("no numbers");
    }

    @Test
    void theNewestNumbersFitTheLine() {
        var numbers = IntStream.range(0, 1_000).boxed().toList();
        assertThat(answer(Sparkline.of(numbers), PLAIN)).hasSize(39).endsWith("@  0..999");
        var series = new Series("calls/s", 5);
        assertThat(answer(series, PLAIN)).isEqualTo("calls/s  no numbers yet");
        numbers.forEach(series::add);
        assertThat(series.numbers()).containsExactly(995.0, 996.0, 997.0, 998.0, 999.0);
        assertThat(series.last()).hasValue(999);
        assertThat(answer(series, PLAIN)).isEqualTo("calls/s  _-+*@  last 999  995..999");
        assertThatThrownBy(() -> new Series("x", 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aChartIsColumnsBesideAScale() {
        assertThat(answer(Chart.of("squares", List.of(1, 4, 9, 16)), PLAIN)).isEqualTo("""
                        squares
                        16 |         ###
                           |      :::###
                           |      ######
                         0 |:::#########""");
        assertThat(answer(Chart.of("", List.of(1, 4, 9, 16)), UNICODE)).isEqualTo("""
                        16 \u2502         \u2588\u2588\u2588
                           \u2502      \u2582\u2582\u2582\u2588\u2588\u2588
                           \u2502      \u2588\u2588\u2588\u2588\u2588\u2588
                         0 \u2502\u2582\u2582\u2582\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588""");
        assertThat(answer(Chart.of("", List.of()), PLAIN)).isEqualTo("no numbers");
        assertThat(answer(Chart.of("", List.of(0, 0)), PLAIN)).startsWith("0 |");
        assertThat(answer(Chart.of("", List.of(-5, 5)), PLAIN))
                .startsWith(" 5 |")
                .contains("\n-5 |");
    }

    @Test
    void noPeakOfManyNumbersIsLost() {
        var numbers = IntStream.range(0, 10_000)
                .mapToDouble(i -> i == 5_000 ? 100 : 0)
                .boxed()
                .toList();
        assertThat(answer(Chart.of("", numbers), PLAIN).lines())
                .first()
                .asString()
                .endsWith("#");
    }

    @Test
    void barsAreAsLongAsTheirNumbers() {
        var numbers = new LinkedHashMap<String, Double>();
        numbers.put("read", 5.0);
        numbers.put("\u65e5", 10_000.0);
        numbers.put("none", 0.0);
        assertThat(answer(new BarChart(numbers), PLAIN))
                .isEqualTo("read    5 @\n\u65e5    10K " + "@".repeat(28) + "\nnone    0");
        assertThat(answer(new BarChart(Map.of()), PLAIN)).isEqualTo("no numbers");
        for (int i = 0; i < 30; i++) {
            numbers.put("name" + i, 1.0 * i);
        }
        assertThat(answer(new BarChart(numbers), PLAIN.withAll("show($1)"))).endsWith("\n... 28 more of 33: show($1)");
    }

    @Test
    void figuresAreShort() {
        assertThat(List.of(0.0, 0.254, 12.0, 12.34, 1_234.5, 9_999.0, 10_000.0, 1_500_000.0, -2e9))
                .map(Figures::text)
                .containsExactly("0", "0.25", "12", "12.3", "1235", "9999", "10K", "1.5M", "-2G");
    }
}
