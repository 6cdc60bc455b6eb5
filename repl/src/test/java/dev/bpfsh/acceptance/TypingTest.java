// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.BuildJdk;
import dev.bpfsh.testing.Eventually;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import dev.bpfsh.testing.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A person who types, while much goes on, in terminals of the usual sizes. */
@Isolated("trace_pipe has one reader")
class TypingTest {
    private static final String PROMPT = "^bpfsh> ?\\z";

    @TempDir
    Path home;

    private Terminal terminal;

    /** The smallest on every JDK. */
    static Stream<Arguments> sizes() {
        return Stream.of(arguments(80, 24), arguments(200, 60)).limit(BuildJdk.isThis() ? 2 : 1);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    @RequiresKernel({Feature.BPF, Feature.TRACEFS})
    void nothingIsLostAndNothingIsDamaged(int width, int height) throws Exception {
        Path editor = Files.writeString(home.resolve("editor"), "#!/bin/sh\nsed -i s/40/42/ \"$1\"\n");
        assertThat(editor.toFile().setExecutable(true)).isTrue();
        Kernel.awaitTracePipe();
        var bpfsh = Bpfsh.in(home).env("NO_COLOR", null).env("VISUAL", editor.toString());
        try (var opened = bpfsh.terminal(width, height)) {
            terminal = opened;
            terminal.await(PROMPT);
            coloursWhatIsTyped();
            knowsWhereWideCharactersEnd();
            takesAPaste();
            findsItAgain();
            offersNamesSignaturesAndDocumentation();
            keepsATableInItsPlaceWhenResized(width, height);
            showsAScreenfulOfTraceLinesASecond(height);
            terminal.press("C-d");
            assertThat(terminal.awaitEnd()).isZero();
        }
    }

    private void coloursWhatIsTyped() throws Exception {
        String name = "\u001b\\[[0-9;]+mvar\u001b\\[[0-9;]*m x = \u001b\\[[0-9;]+m\"";
        terminal.type("var x = \"minimam\"").awaitStyled("a text", found(name + "minimam\""));
        String unknown = terminal.styled().replace("minimam", "minimal");
        terminal.press("C-u").type("var x = \"minimal\"");
        terminal.awaitStyled("the name of a script", found(name + "minimal\"").and(styled -> !styled.equals(unknown)));
        terminal.press("C-u").type("f(\"(\", a[1])").await("\\]\\)$");
        terminal.awaitStyled("the other bracket", found("f\u001b\\[[0-9;]*1;4[0-9;]*m\\("));
        awaitCursor("bpfsh> f(\"(\", a[1])".length());
        terminal.press("C-c").await("\\^C\n" + PROMPT);
    }

    private static Predicate<String> found(String regex) {
        return Pattern.compile(regex).asPredicate();
    }

    private void awaitCursor(int column) throws Exception {
        Eventually.holds(() -> assertThat(terminal.cursorColumn()).isEqualTo(column));
    }

    private void knowsWhereWideCharactersEnd() throws Exception {
        terminal.type("\"\u4e2d\u6587\ud83d\ude00\"").await("\ud83d\ude00\"$");
        awaitCursor("bpfsh> ".length() + 8);
        terminal.press("Left", "Left").type("x").await("\u6587x\ud83d\ude00\"$");
        awaitCursor("bpfsh> ".length() + 6);
        terminal.press("Enter").await("==> \"\u4e2d\u6587x\ud83d\ude00\"\n" + PROMPT);
        // A letter with a mark on it, and letters that some terminals show from right to left.
        String marked = "\"e\u0301\u05e9\u05dc\u05d5\u05dd";
        terminal.type(marked).await(marked + "$");
        awaitCursor("bpfsh> ".length() + 6);
        terminal.type("\".length()").press("Enter").await("==> 6\n" + PROMPT);
    }

    private void takesAPaste() {
        String methods = IntStream.range(0, 10_000)
                .mapToObj(i -> "  static int m" + i + "() { return " + i + "; }")
                .collect(Collectors.joining("\n"));
        terminal.paste("class Pasted {\n" + methods.substring(0, methods.indexOf("static int m50(")) + "}\n");
        terminal.press("Enter").await("created class Pasted\n" + PROMPT);
        assertThat(terminal.everything()).contains("m0() { return 0; }").contains("m49() { return 49; }");
        terminal.enter("Pasted.m49()").await("==> 49\n" + PROMPT);
        terminal.paste("int many = new int[] {\n" + "1,\n".repeat(10_000) + "}.length;\u001b[31m");
        terminal.press(
                "BSpace", "BSpace", "BSpace", "BSpace", "BSpace", "BSpace", "BSpace", "BSpace", "BSpace", "BSpace");
        terminal.press("Enter").await("^many ==> 10000", Duration.ofSeconds(60));
    }

    private void findsItAgain() {
        terminal.enter("int answer = 40").await("answer ==> 40\n" + PROMPT);
        terminal.enter("answer + 1").await("==> 41\n" + PROMPT);
        terminal.type("int a").press("Up").await("bpfsh> int answer = 40$");
        terminal.press("C-x", "C-e").await("bpfsh> int answer = 42$");
        terminal.press("Enter").await("answer ==> 42\n" + PROMPT);
        terminal.press("C-r").type("ed.m4").await("bck-i-search: ed.m4_");
        terminal.press("C-e").await("bpfsh> Pasted.m49\\(\\)$");
        terminal.press("Enter").await("==> 49\n" + PROMPT);
    }

    private void keepsATableInItsPlaceWhenResized(int width, int height) throws Exception {
        terminal.enter("var n = new int[1]; var t = liveTable().text(\"CALL\", 10).number(\"COUNT\", 6)");
        terminal.await("LiveTable.*\n" + PROMPT);
        terminal.enter("var e = every(Duration.ofMillis(50), () -> t.show(List.of(List.of(\"read\", n[0]++))))");
        terminal.await("^CALL +COUNT\nread +\\d+\nbpfsh>\n1 timer\\z");
        String line = "\"" + "a line that is longer than any of these terminals will be wide ".repeat(3) + "\"";
        var whole = found("CALL +COUNTread +\\d+bpfsh> " + Pattern.quote(line).replace(" ", "\\E *\\Q") + " *1 timer$");
        // What is drawn for one width between tmux's change to another and its word of it, no program can take back.
        terminal.type(line).await("the line, drawn", screen -> whole.test(screen.replace("\n", "")));
        for (int[] size : new int[][] {{60, 20}, {100, 30}, {40, 24}, {width, height}}) {
            terminal.resize(size[0], size[1]);
            // Not what tmux makes of the lines, but what is drawn then.
            Thread.sleep(300);
            terminal.await(
                    "one table, the line and the status at " + size[0] + "x" + size[1],
                    screen -> whole.test(screen.replace("\n", ""))
                            && screen.lines()
                                            .filter(row -> row.startsWith("CALL"))
                                            .count()
                                    == 1);
        }
        terminal.press("C-c").enter("e.close()").await("^bpfsh> e.close\\(\\)\n(?s:.*)" + PROMPT);
    }

    private void offersNamesSignaturesAndDocumentation() {
        terminal.enter("var minimal = open(\"minimal\")").await("then load\\(\\)\n  read .*\n" + PROMPT);
        terminal.type("minimal.ma").press("Tab");
        terminal.await("^bpfsh> minimal\\.map\nmethods\n  map\\( +BpfMap +maps\\(\\) +Map<String, BpfMap>\\z");
        terminal.press("Tab").await("^bpfsh> minimal\\.map\nBpfMap BpfObject\\.map\\(String map\\)\\z");
        terminal.press("Tab")
                .await("^bpfsh> minimal\\.map\n(?s:.*)The map of that name\\.(?s:.*)BpfException  if there is");
        terminal.type("(\"").press("Tab").await("maps of minimal\n  minimal\\.bss +array +minimal\\.rodata +array\\z");
        terminal.type("b").press("Tab").await("^bpfsh> minimal\\.map\\(\"minimal\\.bss\"\\z");
        terminal.type("\").name()").press("Enter").await("==> \"minimal\\.bss\"\n" + PROMPT);
        terminal.enter("minimal.attach?").await("Attaches every program whose section says where(?s:.*)" + PROMPT);
        terminal.enter("minimal.close()").await("close\\(\\)\n  nothing .*\n" + PROMPT);
    }

    /** A program that traces another process at 5,000 lines a second, while a person types. */
    private void showsAScreenfulOfTraceLinesASecond(int height) throws Exception {
        try (var writing = WritingProcess.start(5_000, 4)) {
            showsAScreenfulASecondOf(writing, height);
        }
    }

    private void showsAScreenfulASecondOf(WritingProcess writing, int height) throws Exception {
        long traced = writing.pid();
        terminal.enter("minimal = open(\"minimal\")").await("then load\\(\\)\n(?s:.*)^bpfsh>");
        terminal.enter("minimal.bss().set(\"my_pid\", " + traced + ")");
        terminal.enter("minimal.load()").await("load\\(\\)\n(?s:.*)^bpfsh>");
        terminal.enter("minimal.attach()")
                .await("attached to tp/syscalls/sys_enter_write\n(?s:.*)^bpfsh>\nminimal attached");
        terminal.enter("trace()").await("^trace_pipe: lines of all programs");
        long begun = System.nanoTime();
        writing.begin();
        terminal.await("bpf_trace_printk: BPF ");
        String line = "\"0123456789abcdefghijklmnopqrstuvwxyz0123456789\".length()";
        for (int i = 0; i < line.length(); i += 2) {
            terminal.type(line.substring(i, Math.min(line.length(), i + 2)));
        }
        String typed = "^bpfsh> " + Pattern.quote(line) + "\nminimal attached . trace . [\\d.k]+ ev/s . 0 lost\\z";
        terminal.await(typed);
        writing.await();
        terminal.await("^\\.\\.\\. \\d+ more lines? held back\n" + typed.substring(1), Duration.ofSeconds(20));
        long seconds = (System.nanoTime() - begun) / 1_000_000_000L + 2;
        terminal.press("Enter").await("==> 46\nbpfsh>");
        var rows = terminal.everything().lines().toList();
        long shown = 0;
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).contains("bpf_trace_printk")) {
                shown++;
                // A row that is full goes on in the next.
                assertThat(rows.get(i) + rows.get(i + 1))
                        .matches(" *\\S+-\\d+ +\\[\\d{3}] \\S+ +[\\d.]+: bpf_trace_printk: BPF triggered from PID "
                                + traced + "\\.(?s:.*)");
            }
        }
        assertThat(shown).isBetween(10L, (seconds + 1) * height);
        var held = Pattern.compile("\\.\\.\\. (\\d+) more lines? held back")
                .matcher(String.join("\n", rows))
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
        // The JVM that writes has a few of its own at its end.
        assertThat(shown + held).isBetween(writing.writes(), writing.writes() + 20);
        terminal.enter("minimal.close()").await("^bpfsh>\ntrace [^\n]*\\z");
    }

    @Test
    void ctrlZStopsItAndFgBringsTheLineBack() {
        var bpfsh = Bpfsh.in(home)
                .under(
                        "bash",
                        "--norc",
                        "-ic",
                        "\"$@\"; read -r line; echo \"shell: $line\"; fg; echo \"status $?\"",
                        "bash");
        try (var opened = bpfsh.terminal(80, 24)) {
            terminal = opened;
            terminal.await(PROMPT);
            terminal.type("int half").await("bpfsh> int half$").press("C-z").await("Stopped");
            terminal.enter("as it was").await("^as it was\nshell: as it was\n(?s:.*)^bpfsh> int half$");
            terminal.enter(" = 21; half * 2").await("==> 42\n" + PROMPT);
            terminal.press("C-d").await("^status 0$");
        }
    }
}
