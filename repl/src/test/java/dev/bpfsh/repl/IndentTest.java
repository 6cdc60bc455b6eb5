// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IndentTest {
    private static int after(String text) {
        return Indent.at(text, text.length()).length();
    }

    @Test
    void goesDeeperByWhatIsOpen() {
        assertThat(after("class A {")).isEqualTo(4);
        assertThat(after("class A {\n    void f(int a,")).isEqualTo(8);
        assertThat(after("class A {\n    void f(int a,\n        int b) {")).isEqualTo(8);
        assertThat(after("class A {\n    void f() {}")).isEqualTo(4);
        assertThat(after("f(x -> {")).isEqualTo(4);
        assertThat(after("String s = \"{\" + '(';")).isZero();
        assertThat(after("int[] a = { // (")).isEqualTo(4);
    }

    @Test
    void goesDeeperWhereAStatementGoesOn() {
        assertThat(after("int a = 1 +")).isEqualTo(4);
        assertThat(after("{\n    int a =")).isEqualTo(8);
        assertThat(after("{\n    int a = 1; // so")).isEqualTo(4);
        assertThat(after("@Override")).isZero();
        assertThat(after("")).isZero();
    }

    @Test
    void staysWhereItIsInsideATextBlock() {
        assertThat(after("var s = \"\"\"\n   {")).isEqualTo(3);
        assertThat(after("/*\n * so")).isEqualTo(1);
    }

    @Test
    void closesWhereItWasOpened() {
        assertThat(Indent.closing("{\n    if (a) {\n        b;\n        ", 30)).isEqualTo("    ");
        assertThat(Indent.closing("    ", 4)).isEmpty();
    }
}
