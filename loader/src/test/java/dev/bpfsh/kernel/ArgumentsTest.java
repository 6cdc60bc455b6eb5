// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
    private static Arguments of(String text) {
        var bytes = text.getBytes();
        return Arguments.of(bytes, bytes.length);
    }

    @Test
    void wordsEndWithAZeroByte() {
        assertThat(of("sh\0-c\0echo a b\0").words()).containsExactly("sh", "-c", "echo a b");
        assertThat(of("ls\0").words()).containsExactly("ls");
        assertThat(of("a\0\0b\0").words()).containsExactly("a", "", "b");
        assertThat(of("").words()).isEmpty();
    }

    @Test
    void theTextCanBeTypedInAShell() throws Exception {
        var words =
                new String[] {"printf", "%s|", "plain", "a b", "", "it's", "$HOME", "*", "\"", "ü-1", "back\\slash"};
        var line = of(String.join("\0", words) + "\0").toString();
        assertThat(line).startsWith("printf '%s|' plain 'a b' '' 'it'\\''s' ");
        var shell = new ProcessBuilder("sh", "-c", line).start();
        assertThat(new String(shell.getInputStream().readAllBytes()))
                .isEqualTo("plain|a b||it's|$HOME|*|\"|ü-1|back\\slash|");
    }

    @Test
    void whatWasCutSaysSo() {
        var bytes = "cat\0file".getBytes();
        assertThat(Arguments.of(bytes, 100)).hasToString("cat file...");
        assertThat(Arguments.of(bytes, bytes.length)).hasToString("cat file");
        assertThat(Arguments.of("cat\0rest of the buffer".getBytes(), 4)).hasToString("cat");
    }

    @Test
    void thoseOfThisProcessAreWhatTheKernelSays() throws Exception {
        var bytes = Files.readAllBytes(Path.of("/proc/self/cmdline"));
        var words = Arguments.of(bytes, bytes.length).words();
        assertThat(words.get(0)).endsWith("java");
        assertThat(words)
                .isEqualTo(java.util.List.of(new String(bytes).split("\0", -1)).subList(0, words.size()));
    }
}
