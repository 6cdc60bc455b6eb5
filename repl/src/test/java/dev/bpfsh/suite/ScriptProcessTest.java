// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.suite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptProcessTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1   | true  | exit status 1",
                "1   | false | exit status 1",
                "128 | true  | exit status 128",
                "137 | true  | exit status 137",
                "200 | true  | exit status 200",
                "137 | false | ended by signal 9",
                "134 | false | ended by signal 6",
                "143 | true  | exit status 143, which is also that of signal 15"
            })
    void anExitStatusIsToldFromASignalWhereThatCanBe(int status, boolean left, String how) {
        assertThat(ScriptProcess.how(status, left)).isEqualTo(how);
    }
}
