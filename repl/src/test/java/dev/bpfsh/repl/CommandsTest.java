// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.host.UserThread;
import dev.bpfsh.loader.Session;
import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import dev.bpfsh.view.Backdrop;
import dev.bpfsh.view.Colouring;
import dev.bpfsh.view.Style;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The commands, typed at a terminal of 80x24. */
@Timeout(300)
class CommandsTest extends TypedSession {
    @Override
    String prelude() {
        return Launch.prelude();
    }

    @Override
    List<String> closeAll() {
        Session.current().close();
        return super.closeAll();
    }

    @Test
    void listsAsJshellDoes() throws Exception {
        says("int a = 1", "a ==> 1");
        says("int a = 2", "a ==> 2");
        says("int f() { return a; }", "created method f()");
        screen.enter("wrong").await("cannot find variable wrong").awaitEnd("\nbpfsh>");
        says("record P(int x) {}", "created record P");
        says("/list", "   2 : int a = 2;\n   3 : int f() { return a; }\n   4 : record P(int x) {}");
        says("/list 3-4 a", "   3 : int f() { return a; }\n   4 : record P(int x) {}\n   2 : int a = 2;");
        says("/list f", "   3 : int f() { return a; }");
        says("command(\"/list f\")", "   3 : int f() { return a; }");
        says("/list e1", "  e1 ! wrong;");
        says(
                "/list -all | tail -n 5",
                "   1 - int a = 1;\n   2 : int a = 2;\n   3 : int f() { return a; }\n"
                        + "  e1 ! wrong;\n   4 : record P(int x) {}");
        says("/list -start | head -n 1", "  s1 : import java.io.*;");
        says("/vars -all | tail -n 2", "  int a   (not in force)\n  int a = 2");
        says("/vars", "  int a = 2");
        says("/methods", "  int f()");
        says("/types 1-9", "  record P");
        says("/list 17", "no snippet has the id 17; /list -all shows the ids");
        says("/list ff", "nothing here is named ff; did you mean f?");
        says("/list -al", "no option -al: there are -all and -start");
        says("/types f", "none of the types: f");
        says("/drop f P", "dropped f\ndropped P");
        says("/drop f", "nothing of f is in force");
        says("/drop s1", "what the session began with stays");
        says("/drop", "which? /drop NAME, or an id as /list shows it");
        says("/list", "   2 : int a = 2;");
    }

    @Test
    void evaluatesAgain() throws Exception {
        says("/!", "nothing was entered yet");
        says("int a = 1", "a ==> 1");
        says("a = a + 1", "a ==> 2");
        says("/!", "a = a + 1;\na ==> 3");
        says("/2", "a = a + 1;\na ==> 4");
        says("/-4", "int a = 1;\na ==> 1");
        says("/1-2", "int a = 1;\na ==> 1\na = a + 1;\na ==> 2");
        says("/77", "no snippet has the id 77; /list -all shows the ids");
        says("/-77", "there are 7 snippets");
    }

    @Test
    void measures() throws Exception {
        screen.enter("/time 1 + 1 | 4").await(", allocated").awaitEnd("\nbpfsh>");
        assertThat(screen.text()).containsPattern("==> 6\n[\\d.]+ [nmu]?s, cpu .*, allocated .*, .*gc");
        screen.enter("/time -n 50 pid()").await("median of 50 runs: ").awaitEnd("\nbpfsh>");
        says("/time", "what? /time [-n N] JAVA");
        says("/time 1; 2", "one at a time; braces make one of several: /time { a(); b(); }");
        screen.enter("/time nosuch()").await("cannot find method nosuch()").awaitEnd("\nbpfsh>");
    }

    @Test
    @RequiresKernel({Feature.BPF, Feature.TRACEFS})
    void showsWhatIsLiveAndTakesItBack() throws Exception {
        says("/explain off", "");
        says("/live", "nothing is open");
        says("/undo", "there is nothing to undo");
        var minimal = Bpfsh.root().resolve("scripts/minimal.bpf.o");
        screen.enter("var minimal = open(\"" + minimal + "\")")
                .await("then load()")
                .awaitEnd("\nbpfsh>");
        says("minimal.load()", "");
        says("minimal.attach()", "handle_tp attached to tp/syscalls/sys_enter_write");
        says("var t = every(seconds(100), () -> {})", "every 100000 ms; close() ends it");
        screen.enter("/live")
                .await("  1  object  minimal LOADED, 1 program, 2 maps   by #1\n"
                        + "  2    link  handle_tp at tp/syscalls/sys_enter_write   by #3\n"
                        + "  3  timer   every 100000 ms   by #4");
        says("/live close 7", "close 7: nothing that is open has this number\nhint: /live shows the numbers");
        says("/live 2", "/live shows what is open; close NUMBER or close all closes it");
        says("/live close 2", "detached handle_tp from tp/syscalls/sys_enter_write");
        says(
                "/undo",
                "undid #4: var t = every(seconds(100), () -> {});\n  closed timer every 100000 ms\n"
                        + "  t is declared no longer");
        says("minimal.attach()", "handle_tp attached to tp/syscalls/sys_enter_write");
        says("/undo", "undid #5: minimal.attach();\n  detached handle_tp from tp/syscalls/sys_enter_write");
        says("/undo one", "/undo takes the id of a snippet, as /list shows it: /undo 3");
        screen.enter("/undo 1")
                .await("  closed minimal\n  minimal is declared no longer")
                .awaitEnd("\nbpfsh>");
        says("/live", "nothing is open");
        says("/undo 1", "no snippet has the id 1: /list shows them");
        assertThat(Session.current().alive()).isEmpty();
    }

    @Test
    void threadsAndLog() throws Exception {
        says("/threads", "nothing runs in the background");
        screen.enter("new Thread(() -> { while (true) Thread.onSpinWait(); }, \"spin\").start()")
                .awaitEnd("\nbpfsh>");
        screen.enter("/threads").await("spin").await("runnable").awaitEnd("\nbpfsh>");
        screen.enter("long id = threads().get(0).id()").await("id ==> ").awaitEnd("\nbpfsh>");
        var id = screen.text().replaceAll("(?s).*id ==> (\\d+).*", "$1");
        screen.enter("/threads " + id).await("spin, runnable\n  #1:1\n").awaitEnd("\nbpfsh>");
        says("/threads stop " + id, "stopped spin");
        says("/threads stop " + id, "no thread has the id " + id + "; /threads shows them");
        long jvms = UserThread.ofProcess().stream()
                .filter(thread -> thread.name().equals("Finalizer"))
                .findFirst()
                .orElseThrow()
                .id();
        says("/threads stop " + jvms, "thread " + jvms + " (Finalizer) is not the user's: bpfsh or the JVM needs it");
        says("/threads x", "not a number: x");
        says("/log 1", "libbpf: two");
        says("/log loud", "/log takes how many lines, a level (warn, info or debug), tail LEVEL, or off");
        says("/log warn 1", "libbpf: two");
        says("/log tail loud", "no level loud: warn, info or debug");
        says("/log tail warn", "what libbpf says appears from now on; /log off ends it");
        says("/log off", "");
    }

    @Test
    void addsLibraries() throws Exception {
        says("/classpath", "nothing was added to the class path of bpfsh; /classpath PATH does");
        screen.enter("/classpath " + temp).awaitEnd("added " + temp + "\nbpfsh>");
        says("/classpath | wc -l", "1");
        says("/classpath /none.jar", "class path /none.jar: no such file or folder");
        screen.enter("/deps nonsense")
                .await("deps nonsense: is no name of a library")
                .awaitEnd("\nbpfsh>");
        screen.enter("/deps a:b").await("deps a:b: which version?").awaitEnd("\nbpfsh>");
        says("/deps", "which library? /deps group:artifact:version");
        screen.enter("/env")
                .await("class path, after that of bpfsh:\n  " + temp)
                .awaitEnd("\nbpfsh>");
        screen.enter("/env -class-path x")
                .await("/env takes no argument\nUnlike jshell's")
                .awaitEnd("\nbpfsh>");
        says("int a = 1", "a ==> 1");
        says("/save " + temp + "/s.jsh", "1 snippet in " + temp + "/s.jsh");
        assertThat(temp.resolve("s.jsh"))
                .hasContent("#!/usr/bin/env bpfsh\n// What mattered of a session at the prompt.\n//DEPS " + temp
                        + "\n\nint a = 1;\n");
    }

    @Test
    void runsAndWatchesScripts() throws Exception {
        var script = Files.writeString(
                temp.resolve("s.jsh"),
                "System.out.println(String.join(\"+\", args));\n"
                        + "if (args.length > 2) exit(4);\nif (args.length > 1) throw new IllegalStateException(\"no\");\n");
        says("/run " + script + " 'a b'", "a b");
        screen.enter("/run " + script + " a \"b \\\" c\"")
                .await("a+b \" c\nno\n")
                .awaitEnd("\nbpfsh>");
        says("/run " + script + " a b c", "a+b+c\nexit status 4");
        Files.writeString(script, "int wrong = \"text\";");
        screen.enter("/run " + script).await("s.jsh:1:13: ").awaitEnd("\nbpfsh>");
        screen.enter("/run nosuch").await("run nosuch: no such script or file").awaitEnd("\nbpfsh>");
        screen.enter("/run").await("which script? /run NAME; bundled are").awaitEnd("\nbpfsh>");
        Files.writeString(
                script, "onExit(() -> System.out.println(\"ended\")); System.out.println(\"sleeps\"); sleep();");
        screen.enter("/run " + script)
                .await("sleeps")
                .type(CTRL_C)
                .await("ended")
                .awaitEnd("stopped\nbpfsh>");

        says("/watch", "nothing is watched; /watch FILE begins");
        says("/watch off", "nothing is watched");
        Files.writeString(script, "System.out.println(\"first\"); sleep();");
        screen.enter("/watch " + script).await("\nfirst\n");
        Files.writeString(script, "System.out.println(\"second\");");
        screen.await("\nsecond\n").await("s.jsh ended");
        Files.writeString(script, "int wrong = \"text\";");
        screen.await("does not compile").await("s.jsh:1:13: ");
        Files.delete(script);
        screen.await("is gone; it runs again");
        screen.enter("/watch")
                .await("runs at each save, 2 runs so far; close()")
                .awaitEnd("\nbpfsh>");
        says("/watch off", "");
        assertThat(Session.current().alive()).isEmpty();
    }

    @Test
    void setsThemePagerAndEditor() throws Exception {
        says("/set colour always", "");
        try {
            says("/set theme light", "");
            assertThat(Style.terminal(80, 24).theme().dark()).isFalse();
            says("/set theme dark", "");
            assertThat(Style.terminal(80, 24).theme().dark()).isTrue();
            says("/set theme loud", "/set theme takes auto, dark, light");
        } finally {
            Style.colouring(Colouring.AUTO);
            Style.backdrop(Backdrop.AUTO);
        }
        String all = "show(IntStream.range(0, 100).mapToObj(i -> \"line\" + i).toList())";
        screen.enter(all).await("q leaves, / searches");
        screen.type("q").awaitEnd("\nbpfsh>");
        says("/set pager off", "");
        screen.enter(all).await("line98").awaitEnd("bpfsh>");
        says("int kept = 7", "kept ==> 7");
        says("/set editor sed -i s/7/8/", "");
        says("/set editor", "  editor     sed -i s/7/8/ what /edit and Ctrl-X Ctrl-E run");
        screen.enter("/edit kept").await("kept ==> 8").awaitEnd("\nbpfsh>");
    }

    @Test
    void setsAndShows() throws Exception {
        screen.enter("/set")
                .await("  feedback   normal ")
                .await("  colour     auto ")
                // Each is a line.
                .await("how much to say (silent, normal, verbose)\n")
                .await("a line below the prompt on how things stand (on, off)\n")
                .awaitEnd("\nbpfsh>");
        says("/set feedback verbose", "");
        says("int a = 1", "a ==> 1\n  a is of type int");
        says("/set feedback silent", "");
        says("a = 2", "");
        says("/set feedback loud", "/set feedback takes silent, normal, verbose");
        says("/set feedbak normal", "no setting feedbak; there are feedback");
        screen.enter("/set truncation 80")
                .await("/set truncation is jshell's: ")
                .awaitEnd("\nbpfsh>");
        says("/set feedback normal", "");
        says("a", "a ==> 2");
        says("/history 3", "/set feedback normal\na\n/history 3");
        says("/history x", "not a number: x");
        screen.enter("/history -all").await("int a = 1").awaitEnd("\nbpfsh>");
    }

    @Test
    void leavesWithAnExpression() throws Exception {
        says("/exit \"text\"", "an exit status is a number: /exit 3");
        says("/exit 256", "an exit status is a number from 0 to 255");
        screen.enter("/exit nosuch").await("cannot find variable nosuch").awaitEnd("\nbpfsh>");
        says("int three = 3", "three ==> 3");
        screen.enter("/exit three > 2 ? three : 0");
        assertThat(prompt.get(60, TimeUnit.SECONDS)).isEqualTo(3);
    }

    @Test
    void helpFitsTheScreen() throws Exception {
        var help = CommandHelp.list(CommandsPageTest.declared(temp), Style.plain());
        assertThat(help.lines()).allMatch(line -> line.length() <= 80);
        assertThat(help.lines().filter(line -> !line.startsWith(" "))).hasSize(5);
        var watch = CommandsPageTest.declared(temp).stream()
                .filter(command -> command.name().equals("/watch"))
                .findFirst()
                .orElseThrow();
        assertThat(CommandHelp.of(watch, Style.plain())).contains("\n  above the prompt, and");
        screen.enter("/help").await("everything else is Java").awaitEnd("\nbpfsh>");
        screen.enter("/help undo").await("/undo [ID]\n  takes the last snippet back");
        screen.await("    /undo 3  takes back snippet 3\n  in Java: undo()").awaitEnd("\nbpfsh>");
        screen.enter("/help !").await("gives the terminal to a command").awaitEnd("\nbpfsh>");
        screen.enter("/help nosuch").await("no command /nosuch").awaitEnd("\nbpfsh>");
    }
}
