// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypedTest {
    /** The input up to the cursor, which stands where the {@code |} is. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "foo.ba|r(), JAVA, ``",
                "`// /li|`, JAVA, ``",
                "/li|, COMMAND, /li",
                "/open src/ma|, COMMAND_ARGUMENT, src/ma",
                "/save -f |, COMMAND_ARGUMENT, ``",
            })
    void knowsWhatIsBeingTyped(String input, Typed.Place place, String replaced) {
        int cursor = input.indexOf('|');
        Typed typed = Typed.at(input.replace("|", ""), cursor);
        assertThat(typed.place()).isEqualTo(place);
        assertThat(typed.replaced()).isEqualTo(replaced);
    }
}
