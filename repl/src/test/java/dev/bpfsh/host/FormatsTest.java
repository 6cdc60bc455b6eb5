// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatsTest {
    @ParameterizedTest
    @CsvSource({
        "BPF triggered from PID %d., BPF triggered from PID 42.",
        "%s is %u%% of %llu, sh is 10% of 18446744073709551615",
        "at %pI4:%hu [%08x], at 10.0.0.1:80 [0000beef]",
        "(a+b)*[c] $1 ^, (a+b)*[c] $1 ^",
        "ends\\n, ends"
    })
    void matchesWhatAFormatCanHaveMade(String format, String message) {
        assertThat(Formats.matching(List.of(format.replace("\\n", "\n")))).accepts(message);
    }

    @Test
    void refusesWhatItCannot() {
        var either = Formats.matching(List.of("one %d", "two %s"));
        assertThat(either).accepts("one 1", "two 2").rejects("three 3", "one", "zero one 1", "ones 1");
        var bounds = Formats.matching(List.of("ab %s bc", "%d, %d and %d"));
        assertThat(bounds).accepts("ab x bc", "1, 2 and 3").rejects("ab bc", "1 and 2, 3", "1, 2");
    }

    @Test
    @Timeout(5)
    void aLongMessageOfOthersTakesNoTime() {
        var many = Formats.matching(List.of("%d %d %d %d %d %d %d %d %d %d end"));
        assertThat(many).rejects(" ".repeat(100_000) + "x").accepts("1 2 3 4 5 6 7 8 9 10 end");
    }
}
