// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShownTest {
    @Test
    void oneMarkStandsForAnyTextWithinALine() {
        assertThat(matches("pid …, cpu …", "pid 12, cpu 3")).isTrue();
        assertThat(matches("pid …", "pid 7")).isTrue();
        assertThat(matches("… ==> …", "$3 ==> 7")).isTrue();
        assertThat(matches("a…a", "a")).isFalse();
        assertThat(matches("a…b…c", "a c b")).isFalse();
        assertThat(matches("…x…x…", "x")).isFalse();
        assertThat(matches("same", "same   ")).isTrue();
        assertThat(matches("(a", "(b")).isFalse();
    }

    @Test
    void aMarkAloneStandsForAnyNumberOfLines() {
        assertThat(matches("a\n…\nb", "a\nb")).isTrue();
        assertThat(matches("a\n…\nb", "a\n1\n2\nb")).isTrue();
        assertThat(matches("a\n…", "a")).isTrue();
        assertThat(matches("…", "")).isTrue();
        assertThat(matches("a\n…\nb", "a\n1\n2")).isFalse();
        assertThat(matches("a", "a\nb")).isFalse();
        assertThat(matches("a\nb", "a")).isFalse();
    }

    private static boolean matches(String written, String seen) {
        return Shown.matches(List.of(written.split("\n")), seen.isEmpty() ? List.of() : List.of(seen.split("\n")));
    }
}
