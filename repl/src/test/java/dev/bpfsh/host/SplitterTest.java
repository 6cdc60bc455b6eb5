// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import jdk.jshell.JShell;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitterTest {
    private static final JShell SHELL = Shells.ofScript(new Recorder(), (snippet, index) -> String.valueOf(index));
    private final Splitter splitter = new Splitter(SHELL.sourceCodeAnalysis());

    @AfterAll
    static void close() {
        SHELL.close();
    }

    private List<String> split(String source) {
        List<Splitter.Unit> units = splitter.split(source);
        for (Splitter.Unit unit : units) {
            String begin = unit.text().substring(0, 1);
            assertThat(source.substring(unit.offset())).startsWith(begin);
        }
        return units.stream().map(Splitter.Unit::text).toList();
    }

    @Test
    void unitsOfALine() {
        assertThat(split("int a = 1; a++; f(a)")).containsExactly("int a = 1;", "a++;", "f(a);");
        assertThat(split("  ;;  ")).allSatisfy(unit -> assertThat(unit).isEqualTo(";"));
        assertThat(split("\n\n  // only a comment\n\n")).isEmpty();
        assertThat(split("")).isEmpty();
    }

    @Test
    void semicolonsMayBeMissing() {
        assertThat(split("int a = 1\nint b = 2\nf(a)\n")).containsExactly("int a = 1;", "int b = 2;", "f(a);");
        assertThat(split("f(1) // one\ng(2) /* two */\n")).hasSize(2);
    }

    @Test
    void commentsAndStringsHideNothing() {
        assertThat(split("var s = \"// no; comment {\";\nvar c = '{';\nf(\"\\\"(\");"))
                .containsExactly("var s = \"// no; comment {\";", "var c = '{';", "f(\"\\\"(\");");
        assertThat(split("var t = \"\"\"\n  { // \"no\"; comment\n\n  \\\"\"\" /* \n  \"\"\";\nint x;\n"))
                .hasSize(2)
                .last()
                .isEqualTo("int x;");
        assertThat(split("/* a\n ; { */ int x;\nint y; // { ;\nint z;")).hasSize(3);
    }

    @Test
    void linesThatCannotBeginAStatementGoOn() {
        assertThat(split("list.stream()\n    .map(f)\n\n    // why\n    .toList()\nint x;"))
                .containsExactly("list.stream()\n    .map(f)\n\n    // why\n    .toList();", "int x;");
        assertThat(split("var s = a\n    + b\n    - c;\nint y = c\n    ? 1\n    : 2;"))
                .hasSize(2);
        assertThat(split("a\n++b;\nc\n--d;")).containsExactly("a;", "++b;", "c;", "--d;");
        assertThat(split("f();\n.g();")).hasSize(2);
        assertThat(split("new A() {\n}\n.run()\nint x;")).hasSize(2);
        assertThat(split("f(\"a;\") // ;\n.g()")).hasSize(1);
        assertThat(split("f()\n/list\n// x\ng()")).containsExactly("f();", "/list", "g();");
    }

    @Test
    void clausesBelongToTheirStatement() {
        assertThat(split("if (a) {\n  f();\n}\nelse {\n  g();\n}\nh();")).hasSize(2);
        assertThat(split("if (a) f();\n// otherwise\nelse g();\nh();")).hasSize(2);
        assertThat(split("try {\n  f();\n}\ncatch (Exception e) {\n}\nfinally {\n}\nh();"))
                .hasSize(2);
        assertThat(split("do {\n f();\n}\nwhile (a);\nh();")).hasSize(2);
        assertThat(split("if (a)\n  f();\nh();")).hasSize(2);
        assertThat(split("int f(int n)\n{\n  return n;\n}\nclass A\n{\n}\nh();"))
                .hasSize(3);
    }

    @Test
    void wrongTextsAreUnitsToo() {
        assertThat(split("int x = ;\nint y = 1;")).containsExactly("int x = ;", "int y = 1;");
        assertThat(split("foo(];\nint y = 1;")).containsExactly("foo(];", "int y = 1;");
        assertThat(split("}\nint y = 1;")).containsExactly("}", "int y = 1;");
        assertThat(split("if (true)")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "int f(int n) {\n    if (n > 0) {\n        return n;\n    }\n    return 0;\n}",
                "class A {\n    // a comment {\n\n    int x = 1;\n    void f() {}\n}",
                "var t = \"\"\"\n    text; // and\n\n    more\n    \"\"\";",
                "/* a\n * comment\n */ int x;",
                "f(1,\n    2,\n    g(3,\n\n    4));",
                "int x =\n    1 +\n    2;",
                "for (int i = 0;\n    i < 3;\n    i++)\n    f(i);",
                "record P(\n    int x,\n    int y)\n{\n}",
                "Runnable r = () -> {\n    f();\n};",
                "@Deprecated\nvoid f() {\n}",
                "int[] a = {\n    1,\n    2\n};",
                "switch (x) {\n    case 1 -> f();\n    default -> {\n    }\n}"
            })
    void everyProperPrefixIsIncomplete(String entry) {
        for (int end = entry.indexOf('\n'); end >= 0; end = entry.indexOf('\n', end + 1)) {
            assertThat(splitter.completeness(entry.substring(0, end)))
                    .as(entry.substring(0, end))
                    .isEqualTo(Completeness.INCOMPLETE);
            assertThat(splitter.completeness(entry.substring(0, end + 1))).isEqualTo(Completeness.INCOMPLETE);
        }
        assertThat(splitter.completeness(entry)).isEqualTo(Completeness.COMPLETE);
        assertThat(split(entry)).hasSize(1);
        assertThat(split(entry + "\nint after;")).hasSize(2);
    }

    @Test
    void completenessOfALine() {
        assertThat(splitter.completeness("1 + 1")).isEqualTo(Completeness.COMPLETE);
        assertThat(splitter.completeness("int a = 1; f(")).isEqualTo(Completeness.INCOMPLETE);
        assertThat(splitter.completeness(" // nothing")).isEqualTo(Completeness.EMPTY);
        assertThat(splitter.completeness("int x = ;")).isEqualTo(Completeness.UNKNOWN);
        assertThat(splitter.completeness("foo(]")).isEqualTo(Completeness.UNKNOWN);
        assertThat(splitter.completeness("f(\"unclosed")).isIn(Completeness.UNKNOWN, Completeness.INCOMPLETE);
    }
}
