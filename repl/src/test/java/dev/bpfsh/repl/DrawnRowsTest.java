// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

class DrawnRowsTest {
    private static int above(List<String> rows, int row, int column, int newColumns) throws Exception {
        return above("xterm-256color", rows, row, column, newColumns);
    }

    private static int above(String type, List<String> rows, int row, int column, int newColumns) throws Exception {
        try (Screen screen = new Screen(20, 10, type)) {
            DrawnRows drawn = new DrawnRows(screen.terminal(), 10, 20);
            drawn.update(rows.stream().map(AttributedString::new).toList(), row * 21 + column, true);
            return drawn.aboveCursor(newColumns);
        }
    }

    @Test
    void tellsWhereItBeganOnceTheLinesAreBrokenAnew() throws Exception {
        assertThat(above(List.of("bpfsh> 1"), 0, 8, 10)).isZero();
        assertThat(above(List.of("bpfsh> 1"), 0, 8, 5)).isEqualTo(1);
        // A table of two rows, and a line that takes two.
        List<String> rows = List.of("12345678901\n", "123\n", "bpfsh> 3456789012345", "6789");
        assertThat(above(rows, 3, 4, 20)).isEqualTo(3);
        assertThat(above(rows, 3, 4, 40)).isEqualTo(2);
        assertThat(above(rows, 3, 4, 10)).isEqualTo(5);
        assertThat(above(rows, 2, 8, 10)).isEqualTo(3);
        assertThat(above("linux", rows, 2, 8, 10)).isEqualTo(2);
        assertThat(above("linux", rows, 3, 4, 40)).isEqualTo(3);
    }

    @Test
    void knowsWhichTerminalsLeaveTheRowsAsTheyAre() {
        assertThat(List.of("linux", "vt102", "xterm")).noneMatch(type -> DrawnRows.breaksAnew(type, Map.of()));
        assertThat(List.of("xterm-256color", "tmux-256color", "alacritty"))
                .allMatch(type -> DrawnRows.breaksAnew(type, Map.of()));
        assertThat(DrawnRows.breaksAnew("xterm-256color", Map.of("XTERM_VERSION", "XTerm(379)")))
                .isFalse();
        assertThat(DrawnRows.breaksAnew("xterm", Map.of("TMUX", "/tmp/tmux-0/default,1,0")))
                .isTrue();
    }
}
