// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AllowanceTest {
    private final AtomicLong now = new AtomicLong();
    private final Allowance allowance = new Allowance(() -> 10, () -> 80, now::get);

    @Test
    void letsAScreenfulASecondThrough() {
        assertThat(allowance.admit(lines(1000)).lines())
                .hasSize(10)
                .startsWith("line 0")
                .endsWith("line 9");
        now.addAndGet(999_999_999L);
        assertThat(allowance.admit(lines(5))).isEmpty();
        assertThat(allowance.overdue()).isEmpty();
    }

    @Test
    void tellsHowManyLinesWereHeldBack() {
        allowance.admit(lines(1000));
        assertThat(allowance.holding()).isTrue();
        now.addAndGet(1_000_000_000L);
        assertThat(allowance.overdue()).isEqualTo("... 990 more lines held back\n");
        assertThat(allowance.holding()).isFalse();
        assertThat(allowance.admit(lines(100)).lines()).hasSize(9);
        now.addAndGet(1_000_000_000L);
        assertThat(allowance.admit("next").lines()).containsExactly("... 91 more lines held back", "next");
    }

    @Test
    void countsTheRowsThatALongLineFills() {
        assertThat(allowance.admit("x".repeat(400)).lines()).hasSize(1);
        assertThat(allowance.admit(lines(1000)).lines()).hasSize(5);
    }

    @Test
    void cutsALineThatIsLongerThanAScreenful() {
        String shown = allowance.admit("x".repeat(100_000_000));
        assertThat(shown).hasSizeLessThan(802).contains("99999240 more characters");
        assertThat(shown.lines()).hasSize(1);
    }

    @Test
    void keepsTheOrderWhenALineDoesNotFit() {
        allowance.admit(lines(8));
        assertThat(allowance.admit("y".repeat(400) + "\nshort\n")).isEmpty();
    }

    private static String lines(int count) {
        return IntStream.range(0, count).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
    }
}
