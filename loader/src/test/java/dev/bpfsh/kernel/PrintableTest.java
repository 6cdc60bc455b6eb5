// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintableTest {
    @ParameterizedTest
    @CsvSource({
        "1b, \\e",
        "09, \\t",
        "0a, \\n",
        "0d, \\r",
        "00, \\x00",
        "7f, \\x7f",
        "9b, \\x9b",
        "ad, \\xad",
        "202e, \\u{202e}",
        "2066, \\u{2066}",
        "200f, \\u{200f}",
        "200d, \\u{200d}",
        "2028, \\u{2028}",
        "feff, \\u{feff}",
        "e0041, \\u{e0041}",
        "d800, \\u{d800}",
    })
    void showsWhatDrivesATerminalAsAnEscape(String codePoint, String shown) {
        var unsafe = Character.toString(Integer.parseInt(codePoint, 16));
        assertThat(Printable.of("a" + unsafe + "b")).isEqualTo("a" + shown + "b");
    }

    @Test
    void leavesTheTextOfAllLanguagesAlone() {
        var text = "cafe\u0301 \u00e4\u00f6\u00fc \u65e5\u672c\u8a9e \u05e9\u05dc\u05d5\u05dd \ud83d\udc1d \\e ~";
        assertThat(Printable.of(text)).isSameAs(text);
    }

    @Test
    void noControlCharacterPasses() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            var shown = Printable.of(Character.toString(c));
            assertThat(shown.codePoints().noneMatch(Character::isISOControl))
                    .as("U+%04x", c)
                    .isTrue();
        }
    }
}
