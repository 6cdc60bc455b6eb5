// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How entries of one and of many lines are typed, pasted and found again. */
@Timeout(300)
class TypingTest extends TypedSession {
    private static final String UP = "\u001bOA";
    private static final String DOWN = "\u001bOB";
    private static final String ALT_ENTER = "\u001b\r";

    @Test
    void indentsByWhatIsOpen() throws Exception {
        screen.enter("int f(int a) {").awaitEnd("\n  ...>");
        screen.enter("if (a > 1) {").awaitEnd("\n  ...>     if (a > 1) {\n  ...>");
        screen.enter("return a +").awaitEnd("\n  ...>         return a +\n  ...>");
        screen.enter("1;").awaitEnd("\n  ...>             1;\n  ...>");
        screen.type("}").awaitEnd("\n  ...>     }");
        screen.type("\r").awaitEnd("\n  ...>     }\n  ...>");
        screen.enter("return 0;").awaitEnd("\n  ...>     return 0;\n  ...>");
        screen.type("\u007f}").awaitEnd("\n  ...> }");
        screen.type("\r").awaitEnd("\n  ...> }\ncreated method f(int)\nbpfsh>");
        screen.enter("f(5)").awaitEnd("==> 6\nbpfsh>");
    }

    @Test
    void beginsALineAnywhere() throws Exception {
        screen.type("int g() {}").awaitEnd("int g() {}");
        screen.type("\u001b[D").type(ALT_ENTER).awaitEnd("bpfsh> int g() {\n  ...>\n  ...> }");
        screen.type("return 7;").awaitEnd("bpfsh> int g() {\n  ...>     return 7;\n  ...> }");
        // Enter evaluates what is whole, wherever the cursor is.
        screen.type("\r").awaitEnd("\n  ...> }\ncreated method g()\nbpfsh>");
        screen.type(UP).awaitEnd("int g() {\n  ...>     return 7;\n  ...> }");
        screen.type(UP + "\u0005\u007f\u007f8;").awaitEnd("bpfsh> int g() {\n  ...>     return 8;\n  ...> }");
        screen.type("\r").awaitEnd("\n  ...> }\nreplaced method g()\nbpfsh>");
        screen.type("{" + ALT_ENTER + ALT_ENTER + "}").awaitEnd("bpfsh> {\n  ...>\n  ...> }");
        screen.type("\r").awaitEnd("\n  ...> }\nbpfsh>");
    }

    @Test
    void takesAPasteAsItIs() throws Exception {
        String pasted = "class P {\r\n  int a() {\r    return 3; }\n\tString b = \"\u001b[31m\u0007\";\n}";
        screen.type("\u001b[200~" + pasted + "\u001b[201~")
                .awaitEnd("bpfsh> class P {\n  ...>   int a() {\n  ...>     return 3; }\n"
                        + "  ...>  String b = \"\\u001b[31m\\u0007\";\n  ...> }");
        screen.type("\r").awaitEnd("created class P\nbpfsh>");
        screen.enter("new P().b.length()").awaitEnd("==> 6\nbpfsh>");
        // Without marks the keys just come, blanks and all.
        screen.type("class Q {\r  int a() {\r    return 3; }\r}\rnew Q().a()\r").awaitEnd("==> 3\nbpfsh>");
        screen.await("bpfsh> class Q {\n  ...>   int a() {\n  ...>     return 3; }\n  ...> }");
    }

    @Test
    void findsInTheHistoryWhatWasBegun() throws Exception {
        for (String entry : new String[] {"var min = 1", "int b = 2", "min + 5", "min + 5", "b + 1"}) {
            screen.enter(entry).await("bpfsh> " + entry + "\n").awaitEnd("\nbpfsh>");
        }
        screen.type("min" + UP).awaitEnd("bpfsh> min + 5");
        screen.type(UP).type("\u0001").awaitEnd("bpfsh> min + 5");
        screen.type("\u0005" + DOWN).awaitEnd("bpfsh> min");
        screen.type(UP + "0\r").awaitEnd("==> 51\nbpfsh>");
        screen.type(UP + UP + UP + UP + UP + DOWN).awaitEnd("bpfsh> int b = 2");
        screen.type(CTRL_C).awaitEnd("^C\nbpfsh>");
        screen.type("\u0012min = 1").await("bck-i-search: min = 1_").await("bpfsh> var min = 1");
        screen.type("\u0005;\r").awaitEnd("min ==> 1\nbpfsh>");
        screen.type("Math.max(1, \u001b.").awaitEnd("bpfsh> Math.max(1, 1");
        screen.type("\u001b.").awaitEnd("bpfsh> Math.max(1, 50");
    }

    @Test
    void takesAPasteOfTenThousandLines() throws Exception {
        String methods = IntStream.range(0, 10_000)
                .mapToObj(i -> "  static int m" + i + "() { return " + i + "; }\r")
                .collect(Collectors.joining());
        String paste = "\u001b[200~class Many {\r" + methods + "}\u001b[201~";
        long begun = System.nanoTime();
        screen.type(paste + "\r").awaitEnd("created class Many\nbpfsh>");
        screen.enter("Many.m9999()").awaitEnd("==> 9999\nbpfsh>");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
        begun = System.nanoTime();
        screen.type(paste + CTRL_C).awaitEnd("}^C\nbpfsh>");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        screen.enter("Many.m9998()").awaitEnd("==> 9998\nbpfsh>");
    }

    @Test
    void shrugsAtKeysThatMeanNothing() throws Exception {
        screen.type("4\u001b[99;9~\u001b[24;80R\u001b[?1;2c2\u001b[200~\u009b1m\u001b[201~");
        screen.awaitEnd("bpfsh> 42\\u009b1m").type("\b".repeat(8)).awaitEnd("bpfsh> 42");
        screen.type("\r").awaitEnd("==> 42\nbpfsh>");
        screen.bytesTyped(0xff, 0xfe, '\b', '\b', '7', '\r').awaitEnd("==> 7\nbpfsh>");
    }

    @Test
    void takesAMegabyte() throws Exception {
        String million = "1".repeat(1_000_000);
        screen.type("\u001b[200~/* " + million + " */ 1 + 1\u001b[201~\r").awaitEnd("==> 2\nbpfsh>");
        screen.type("40 /* " + million.substring(0, 50_000) + " */ + 2\r").awaitEnd("==> 42\nbpfsh>");
        screen.type("\u001b[200~\"" + million + "\u001b[201~" + CTRL_C).awaitEnd("^C\nbpfsh>");
    }
}
