// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WidthTest {
    @ParameterizedTest
    @CsvSource({
        "abc, 3",
        "\u00fc, 1",
        "e\u0301, 1",
        "\u65e5\u672c, 4",
        "\ud55c\uae00, 4",
        "\uff21, 2",
        "\uff71, 1",
        "\ud83d\udc1d, 2",
        "\u2713, 1",
        "\u2588\u2581, 2",
        "\ud83d\udc68\u200d\ud83d\udc69, 4",
    })
    void aLetterTakesTheColumnsOfItsKind(String text, int columns) {
        assertThat(Width.of(text)).isEqualTo(columns);
    }

    @Test
    void coloursTakeNone() {
        assertThat(Width.of("\u001b[1mab\u001b[38;5;110mc\u001b[m")).isEqualTo(3);
        assertThat(Width.of("\u001b[2J")).isEqualTo(3);
    }

    @Test
    void aBeginningIsOfWholeLettersAndEndsItsColour() {
        assertThat(Width.begin("ab\u65e5\u672c", 5)).isEqualTo("ab\u65e5");
        assertThat(Width.begin("e\u0301e\u0301", 1)).isEqualTo("e\u0301");
        assertThat(Width.begin("\u001b[31mabc\u001b[m", 2)).isEqualTo("\u001b[31mab\u001b[m");
        assertThat(Width.begin("\u001b[31mabc\u001b[m", 3)).isEqualTo("\u001b[31mabc\u001b[m");
        assertThat(Width.begin("abc", 0)).isEmpty();
    }

    @Test
    void aCutSaysThatSomethingIsMissing() {
        var plain = Style.plain();
        var unicode = new Style(Theme.NONE, true, 80, 24);
        assertThat(plain.cut("0123456789", 9)).isEqualTo("012345...");
        assertThat(plain.cut("0123456789", 5)).isEqualTo("01234");
        assertThat(plain.cut("\u65e5\u672c\u65e5\u672c\u65e5", 9)).isEqualTo("\u65e5\u672c\u65e5...");
        assertThat(unicode.cut("0123456789", 5)).isEqualTo("0123\u2026");
        assertThat(unicode.cut("0123456789", 10)).isEqualTo("0123456789");
        assertThat(plain.whole().cut("0123456789", 5)).isEqualTo("0123456789");
    }
}
