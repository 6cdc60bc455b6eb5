// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LastArgumentTest {
    @Test
    void isOfACallItsLastOrElseTheLastWord() {
        assertThat(LastArgument.of("minimal.bss().set(\"my_pid\", pid());")).isEqualTo("pid()");
        assertThat(LastArgument.of("f(1, \"a, b\")")).isEqualTo("\"a, b\"");
        assertThat(LastArgument.of("f(g(1, 2), h(3, 4))")).isEqualTo("h(3, 4)");
        assertThat(LastArgument.of("f(x)")).isEqualTo("x");
        assertThat(LastArgument.of("minimal.load()")).isEqualTo("minimal.load()");
        assertThat(LastArgument.of("int answer = 42;")).isEqualTo("42");
        assertThat(LastArgument.of("/open a.jsh")).isEqualTo("a.jsh");
        assertThat(LastArgument.of(")")).isEqualTo(")");
    }
}
