// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which answers are a yes. */
class ConfirmationTest {
    private static boolean answered(String text) throws Exception {
        return Confirmation.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"y\n", "yes\n", " YES \r\n", "y"})
    void yes(String text) throws Exception {
        assertThat(answered(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "n\n", "yy\n", "yesterday\n", "\ny\n", "j\n", "é\n"})
    void anythingElseIsNo(String text) throws Exception {
        assertThat(answered(text)).isFalse();
    }

    @Test
    void whatComesBehindTheLineIsLeftToOthers() throws Exception {
        var in = new ByteArrayInputStream("y\nx".getBytes(StandardCharsets.UTF_8));
        Confirmation.read(in);
        assertThat(in.read()).isEqualTo('x');
    }
}
