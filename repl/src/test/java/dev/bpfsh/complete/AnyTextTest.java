// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.complete;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.host.Evaluator;
import dev.bpfsh.host.Outcome;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is typed, and wherever the cursor is: something or nothing is offered, and nothing happens. */
@Timeout(300)
class AnyTextTest {
    private static Evaluator evaluator;
    private static Completer completer;

    @BeforeAll
    static void open() {
        evaluator = new Evaluator("import java.util.*;");
        assertThat(evaluator.eval("int evaluations = 0; int counted() { return ++evaluations; } var s = \"s\";"))
                .allMatch(Outcome::succeeded);
        completer = new Completer(evaluator);
    }

    @AfterAll
    static void close() {
        evaluator.close();
    }

    private static void check(String text, int cursor) {
        var found = completer.complete(text, cursor);
        assertThat(found.from()).isBetween(0, cursor);
        assertThat(found.to()).isEqualTo(cursor);
        completer.describe(text, cursor, false);
        assertThat(evaluator.declarations().value("evaluations")).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "counted() + s.substring(counted(), Map.of(\"a\", counted()).get(\"a\"))",
                "for (int i = 0; i < counted(); i++) { System.out.println(\"x\" + i); }",
                "record R(int a) { R { a = counted(); } static int b = counted(); } new R(1).",
                ")]}.((([{{{\"\\\"'\\''\"\"\"/*//\n;,,,.....",
                "a.b.c.d(e.f[g.h(\"i\", \"j",
                "x -> y -> { switch (z) { case \"a\" -> counted(); default -> open(\"",
                "s\u0000.\u0001len\u001b[2J(\u0007\"\u0000",
                "\ud83d\ude00.\ud83d \u4e2d\u6587(\"\u4e2d",
                "@Deprecated public static final class Foo<T extends Comparable<? super T>> implements Bar",
                "import java.util.function.*; import static java.lang.Math.",
                "new int[] {1, counted()}[0].",
                "((((((((((((((((((((counted()",
            })
    void everyPrefixAndEveryCursor(String text) {
        for (int end = 0; end <= text.length(); end++) {
            check(text.substring(0, end), end);
            check(text, end);
        }
    }

    @Test
    void whateverStumbles() {
        var random = new Random(4711);
        var signs = "s.(){}[]\"'\\/*,; \n\t?:=<>\u0000\u001bcounted()open new \"\"\"";
        for (int i = 0; i < 300; i++) {
            var text = new StringBuilder();
            for (int j = random.nextInt(40); j > 0; j--) {
                text.append(signs.charAt(random.nextInt(signs.length())));
            }
            check(text.toString(), random.nextInt(text.length() + 1));
        }
    }

    @Test
    @Timeout(120)
    void aLineOfAMegabyte() {
        for (var unit : List.of("x", "\"", "(", ")", "\\", "a.", "f(\"", "/*", "'", "\n", "]")) {
            var text = unit.repeat(1_000_000 / unit.length());
            check(text, text.length());
            check(text, text.length() / 2);
            new Offers(evaluator).of(text);
        }
    }
}
