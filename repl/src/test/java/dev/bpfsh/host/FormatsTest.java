// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
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
    }
}
