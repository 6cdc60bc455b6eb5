// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An entry of several lines is asked for to its end, and not beyond. */
class UnfinishedTest {
    private static final Pattern TOKEN = Pattern.compile("\"\"\"|\"[^\"\n]*\"|\\.\\.\\.|\\w+|\\S");
    private static final Pattern OPENS = Pattern.compile("\"\"\"|[({]");

    private static Evaluator evaluator;

    @BeforeAll
    static void session() {
        evaluator = new Evaluator("import java.util.*;\nimport java.util.stream.*;");
    }

    @AfterAll
    static void close() {
        evaluator.close();
    }

    static Stream<String> entries() {
        return Stream.of(
                "int sum(int... values) {\n    int sum = 0;\n    for (int each : values) {\n        sum += each;\n    }\n"
                        + "    return sum;\n}",
                "class Point {\n    final int x, y;\n    Point(int x, int y) { this.x = x; this.y = y; }\n"
                        + "    double norm() {\n        return Math.sqrt(x * x + y * y);\n    }\n}",
                "record Pair<A, B>(A first, B second) {\n    Pair {\n        Objects.requireNonNull(first);\n    }\n}",
                "for (int i = 0; i < 3; i++) {\n    if (i % 2 == 0) {\n        continue;\n    } else {\n"
                        + "        System.out.println(\"odd } \" + i);\n    }\n}",
                "var list = Stream.of(1, 2, 3)\n    .map(i -> {\n        return i + 1;\n    })\n    .toList();",
                "try {\n    Thread.sleep(1);\n} catch (InterruptedException e) {\n    throw new Error(e);\n}",
                "System.out.println(\"\"\"\n    a { text (\n    block \"\"\");",
                "enum Level {\n    LOW(1) { int half() { return 0; } },\n    HIGH(10);\n    Level(int n) {}\n"
                        + "    int half() { return 5; }\n}",
                "int x = switch (3) {\n    case 1 -> 10; // one }\n    case 2, 3 -> {\n        yield 20;\n    }\n"
                        + "    default -> 0;\n};",
                "/* a comment { */ var map = new HashMap<String, List<Integer>>() {\n    {\n"
                        + "        put(\"a\", List.of(1));\n    }\n};");
    }

    @ParameterizedTest
    @MethodSource("entries")
    void eachProperPrefixIsUnfinishedOnceSomethingIsOpen(String entry) {
        // Before a bracket is open the beginning of an entry may be one itself: `int sum`.
        int open = opening(entry);
        List<Integer> ends =
                TOKEN.matcher(entry).results().map(MatchResult::end).toList();
        for (int end : ends) {
            if (end > open && !entry.substring(end).replace(";", "").isBlank() && goesOn(entry, end)) {
                String prefix = entry.substring(0, end);
                assertThat(evaluator.completeness(prefix)).as(prefix).isEqualTo(Completeness.INCOMPLETE);
            }
        }
        assertThat(evaluator.completeness(entry)).isEqualTo(Completeness.COMPLETE);
    }

    /** Where its first bracket, outside of comments, opens. */
    private static int opening(String entry) {
        var opens = OPENS.matcher(entry);
        return opens.find(Math.max(0, entry.lastIndexOf("*/"))) ? opens.end() - 1 : entry.length();
    }

    /** Whether a bracket is open at the place: where none is, what comes first may stand alone. */
    private static boolean goesOn(String entry, int end) {
        return Scan.of(entry.substring(0, end)).open();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void eachLineButTheLastAsksForAnother(String entry) {
        for (int end = entry.indexOf('\n'); end >= 0; end = entry.indexOf('\n', end + 1)) {
            String prefix = entry.substring(0, end);
            if (Scan.of(prefix).open()) {
                assertThat(evaluator.completeness(prefix)).as(prefix).isEqualTo(Completeness.INCOMPLETE);
            }
        }
    }

    @Test
    void unbalancedTextOfEveryKindIsUnfinishedOrWrongAndNeverFails() {
        for (String text : List.of("(", "[", "{", "{(", "([{", "\"\"\"", "/*", "foo(\"", "if (", "class A {", "@A(")) {
            assertThat(evaluator.completeness(text)).as(text).isIn(Completeness.INCOMPLETE, Completeness.UNKNOWN);
        }
        for (String text : List.of(")", "]", "}", "(]", "{)", "\"", "'", "\\", "#", "\u0000", "1 \u0007 2", "'''")) {
            assertThat(evaluator.completeness(text)).as(text).isIn(Completeness.UNKNOWN, Completeness.COMPLETE);
            assertThat(evaluator.eval(text)).as(text).singleElement().isInstanceOf(Outcome.Failed.class);
        }
        assertThat(evaluator.eval("1 + 1")).last().isInstanceOf(Outcome.Value.class);
    }

    @Test
    void aLineOfAMegabyteIsAnsweredAndNothingIsLost() {
        String text = "x".repeat(1 << 20);
        for (String line : List.of("\"" + text + "\"", "(".repeat(1 << 20), "{".repeat(1 << 20), text)) {
            assertThat(evaluator.eval(line)).last().isInstanceOf(Outcome.Failed.class);
            assertThat(evaluator.eval("1 + 1")).last().isInstanceOf(Outcome.Value.class);
        }
        assertThat(evaluator.eval("// " + text)).isEmpty();
        assertThat(evaluator.eval("1 /* " + text + " */ + 1")).last().isInstanceOf(Outcome.Value.class);
        assertThat(evaluator.completeness("!".repeat(100_000))).isEqualTo(Completeness.INCOMPLETE);
        assertThat(evaluator.eval("nosuch(" + "1,".repeat(10_000) + "1)"))
                .last()
                .isInstanceOf(Outcome.Failed.class);
        assertThat(evaluator.eval("\"" + "x".repeat(65_534) + "\".length()"))
                .last()
                .isInstanceOf(Outcome.Value.class);
    }
}
