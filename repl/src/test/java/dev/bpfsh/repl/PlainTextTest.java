// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
    @Test
    void letsLinesTabsAndColoursPass() {
        assertThat(PlainText.harmless("a\tb\nc\r\n")).isEqualTo("a\tb\nc\r\n");
        assertThat(PlainText.harmless("\u001b[1;31mred\u001b[0m\n")).startsWith("\u001b[1;31mred\u001b[0m");
        assertThat(PlainText.harmless("größe 漢字 \uD83D\uDE00")).isEqualTo("größe 漢字 \uD83D\uDE00");
    }

    @Test
    void endsAColourWithItsLine() {
        assertThat(PlainText.harmless("\u001b[7mall\nplain")).isEqualTo("\u001b[7mall\u001b[0m\nplain");
        assertThat(PlainText.harmless("\u001b[7mall")).isEqualTo("\u001b[7mall\u001b[0m");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b[2J",
                "\u001b]0;title\u0007",
                "\u001b[6n",
                "\u001bc",
                "a\rb",
                "\b",
                "\u0000",
                "\u007f",
                "\u009b31m",
                "\u202e",
                "\u200f",
                "\u2028",
                "\u001b[1m\u001b[H",
                "\u001b[31",
                "\u001b\u001b[31m"
            })
    void showsWhatCouldDriveATerminal(String hostile) {
        String shown = PlainText.harmless(hostile).replaceAll("\u001b\\[[0-9;]*m", "");
        assertThat(shown.chars()).allMatch(c -> c >= ' ' && c < 0x7f);
    }
}
