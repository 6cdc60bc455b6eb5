// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookTest {
    /** {@code "TERM=xterm LANG=C"}. */
    private static Map<String, String> environment(String words) {
        return Arrays.stream(words.split(" "))
                .map(word -> word.split("=", 2))
                .collect(Collectors.toMap(word -> word[0], word -> word[1]));
    }

    @ParameterizedTest
    @CsvSource({
        "TERM=xterm, 8",
        "TERM=xterm-256color, 256",
        "TERM=xterm-kitty, 256",
        "TERM=xterm COLORTERM=truecolor, 256",
        "TERM=linux, 8",
        "TERM=screen, 8",
        "TERM=vt220, 0",
        "TERM=dumb COLORTERM=truecolor, 0",
        "LANG=C, 0",
        "TERM=xterm-256color NO_COLOR=1, 0",
        "TERM=xterm-256color NO_COLOR=, 256",
    })
    void theEnvironmentSaysHowManyColoursThereAre(String words, int colours) {
        assertThat(Look.of(environment(words), Colouring.AUTO).theme().colours())
                .isEqualTo(colours);
        assertThat(Look.of(environment(words), Colouring.NEVER).theme().colours())
                .isZero();
        assertThat(Look.of(environment(words), Colouring.ALWAYS).theme().colours())
                .isGreaterThanOrEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource({
        "TERM=xterm LANG=en_US.UTF-8, true",
        "TERM=xterm LANG=C.utf8, true",
        "TERM=xterm LANG=en_US.UTF-8 LC_ALL=C, false",
        "TERM=xterm LANG=C LC_CTYPE=C.UTF-8, true",
        "TERM=xterm LC_ALL= LANG=C.UTF-8, true",
        "TERM=xterm, false",
        "TERM=dumb LANG=C.UTF-8, false",
        "TERM=linux LANG=C.UTF-8, false",
        "LANG=C.UTF-8, false",
    })
    void theLocaleSaysWhetherThereIsMoreThanAscii(String words, boolean unicode) {
        assertThat(Look.of(environment(words), Colouring.AUTO).unicode()).isEqualTo(unicode);
    }

    @ParameterizedTest
    @CsvSource({
        "TERM=xterm, true",
        "COLORFGBG=15;0, true",
        "COLORFGBG=0;15, false",
        "COLORFGBG=0;default;15, false",
        "COLORFGBG=0;15 BPFSH_THEME=dark, true",
        "BPFSH_THEME=Light, false",
    })
    void theBackgroundIsDarkUnlessSomethingSaysOtherwise(String words, boolean dark) {
        assertThat(Look.of(environment(words), Colouring.AUTO).theme().dark()).isEqualTo(dark);
    }

    @Test
    void aRoleLooksAsTheTerminalCan() {
        assertThat(Theme.NONE.paint(Role.BAD, "no")).isEqualTo("no");
        assertThat(new Theme(8, true).paint(Role.BAD, "no")).isEqualTo("\u001b[31mno\u001b[m");
        assertThat(new Theme(256, true).paint(Role.BAD, "no")).isEqualTo("\u001b[38;5;203mno\u001b[m");
        assertThat(new Theme(256, false).paint(Role.BAD, "no")).isEqualTo("\u001b[38;5;160mno\u001b[m");
        assertThat(new Theme(8, true).paint(Role.BAD, "")).isEmpty();
    }
}
