// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SourceTextTest {
    @Test
    void writesWhatATerminalWouldObeyAsJavaEscapes() {
        assertThat(SourceText.of("a\u0000\u001b[2J\u009b\u007f\u202eb"))
                .isEqualTo("a\\u0000\\u001b[2J\\u009b\\u007f\\u202eb");
    }

    @Test
    void keepsEverythingElse() {
        String text = "\tint \u4e2d\u6587 = \"\ud83d\ude00\u200d\u00e9\";\n";
        assertThat(SourceText.of(text)).isEqualTo(text);
    }

    @Test
    void endsLinesAsJavaDoes() {
        assertThat(SourceText.of("\ufeffa\r\nb\rc\n")).isEqualTo("a\nb\nc\n");
    }
}
