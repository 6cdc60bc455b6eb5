// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Bpfsh;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a person sees of Tab, Shift-Tab and question marks, at 80x24. */
@Timeout(300)
class TabTest extends TypedSession {
    static final String SHIFT_TAB = "\u001b[Z";
    private static final String OBJECT = Bpfsh.root() + "/scripts/minimal.bpf.o";

    @Override
    String prelude() {
        try {
            return Files.readString(Bpfsh.root().resolve("snippets/prelude.jsh"))
                    + "var minimal = dev.bpfsh.loader.BpfObject.open(Path.of(\"" + OBJECT + "\"));";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void firstNamesThenSignaturesThenDocumentation() throws Exception {
        screen.type("minimal.ma" + TAB).awaitEnd("""
                bpfsh> minimal.map
                methods
                  map(    BpfMap                maps()  Map<String, BpfMap>""");
        screen.type(TAB).awaitEnd("""
                bpfsh> minimal.map
                BpfMap BpfObject.map(String map)""");
        screen.type(TAB).await("The map of that name.").await("BpfException  if there is none");
        // And from the beginning; what is typed goes on where it was.
        screen.type(TAB).await("methods");
        screen.type("(\"mi" + TAB).awaitEnd("""
                bpfsh> minimal.map("minimal.
                maps of minimal
                  minimal.bss     array   minimal.rodata  array""");
        screen.type("b" + TAB).awaitEnd("bpfsh> minimal.map(\"minimal.bss\"");
        // The quote is there already; a habit does not put in another.
        screen.type("\").name()\r").awaitEnd("==> \"minimal.bss\"\nbpfsh>");
    }

    @Test
    void theSameTextInAnotherLineIsAnotherOne() throws Exception {
        String names = """
                bpfsh> minimal.map
                methods
                  map(    BpfMap                maps()  Map<String, BpfMap>""";
        screen.type("minimal.ma" + TAB).awaitEnd(names);
        screen.type(CTRL_C).awaitEnd("^C\nbpfsh>");
        screen.type("minimal.map").awaitEnd("bpfsh> minimal.map");
        screen.type(TAB).awaitEnd(names);
        screen.type(CTRL_C).awaitEnd("^C\nbpfsh>");
        screen.type("/exit" + CTRL_C).awaitEnd("/exit^C\nbpfsh>");
    }

    @Test
    void behindACommandThatTakesJavaItIsTheSame() throws Exception {
        screen.type("/time minimal.ma" + TAB).awaitEnd("""
                bpfsh> /time minimal.map
                methods
                  map(    BpfMap                maps()  Map<String, BpfMap>""");
        screen.type(TAB).awaitEnd("""
                bpfsh> /time minimal.map
                BpfMap BpfObject.map(String map)""");
        screen.type(TAB).await("The map of that name.");
        screen.type("(\"minimal.b" + TAB + ").name()\r").awaitEnd("bpfsh>").await("==> \"minimal.bss\"");
        screen.type("/exit minimal.ringB" + TAB).awaitEnd("bpfsh> /exit minimal.ringBuffer(");
        // A command's name stays one.
        screen.type("\u0001\u000b/exi" + TAB).awaitEnd("bpfsh> /exit");
        screen.type(CTRL_C).awaitEnd("\nbpfsh>");
    }

    @Test
    void behindACommandWhatItTakes() throws Exception {
        screen.type("/set feedback " + TAB).awaitEnd("""
                options
                  silent    normal    verbose""");
        screen.type("v" + TAB).awaitEnd("bpfsh> /set feedback verbose");
        screen.type(CTRL_C).awaitEnd("\nbpfsh>");
        screen.type("/save -" + TAB).awaitEnd("""
                options
                  -f         -all       -history   -start""");
        screen.type(CTRL_C).awaitEnd("\nbpfsh>");
        screen.type("/watch scripts/minimal.j" + TAB).awaitEnd("bpfsh> /watch scripts/minimal.j");
        screen.type(CTRL_C).awaitEnd("\nbpfsh>");
        screen.type("/watch " + Bpfsh.root() + "/scripts/minimal" + TAB).await("\nfiles\n");
        screen.type(CTRL_C).awaitEnd("\nbpfsh>");
        screen.type("/help thr" + TAB).awaitEnd("bpfsh> /help threads");
        screen.type(CTRL_C).awaitEnd("\nbpfsh>");
        screen.enter("record Point(int x) {}").awaitEnd("\nbpfsh>");
        screen.type("/drop P" + TAB).awaitEnd("bpfsh> /drop Point");
        screen.type(CTRL_C).awaitEnd("\nbpfsh>");
        // What it takes, what it is for, and what it takes.
        screen.type("/threads " + TAB).await("\noptions\n  -all");
        screen.type(TAB).await("/threads [-all | ID | stop ID]\n  shows the threads that work in the background");
        screen.type(TAB).await("\noptions\n  -all");
        screen.type(CTRL_C).awaitEnd("\nbpfsh>");
        screen.enter("var t = every(seconds(100), () -> {})").await("close() ends it");
        screen.type("/live clo" + TAB + TAB)
                .await("options\n  all\nnumbers\n  ")
                .await("timer every 100000 ms");
    }

    @Test
    void theArgumentAtTheCursorStandsOut() throws Exception {
        screen.type("uprobe(\"libc.so.6\", " + TAB).await("function)");
        assertThat(screen.bytes()).contains("\u001b[1mString function\u001b[");
    }

    @Test
    void aMenuFillsTheScreenAndNoMore() throws Exception {
        screen.type(TAB).await("and ").await("more");
        assertThat(screen.text().lines()).hasSizeLessThanOrEqualTo(24).anyMatch(line -> line.startsWith("bpfsh>"));
        screen.type(CTRL_C).awaitEnd("bpfsh>");
        screen.enter("1 + 1").awaitEnd("$1 ==> 2\nbpfsh>");
    }

    @Test
    void documentationComesAScreenAtATime() throws Exception {
        screen.type("minimal.ringBuffer(" + TAB).await("that fit");
        screen.type(TAB).await("Class<T> as)");
        screen.type(TAB).await("more lines: Tab; at the prompt, NAME?? shows all");
        assertThat(screen.text().lines().count()).isLessThanOrEqualTo(24);
        screen.type(TAB).await("if no struct has these members");
    }

    @Test
    void whatIsTypedMeanwhileIsKept() throws Exception {
        screen.type("kprobe(\"vfs_r" + TAB + "ead\")\r").await("kprobe/vfs_read");
    }

    @Test
    void whatTakesLongHoldsUpNobody() throws Exception {
        var busy = new CountDownLatch(1);
        var asked = new Thread(() -> evaluator.ask(shell -> {
            try {
                return busy.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                return false;
            }
        }));
        asked.start();
        while (asked.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        // It is said, and typing goes on; the answer would be for a line that is no more.
        screen.type("minimal.lo" + TAB).awaitEnd("bpfsh> minimal.lo\nlooking ...");
        screen.type("a").awaitEnd("bpfsh> minimal.loa");
        screen.type(CTRL_C).awaitEnd("^C\nbpfsh>");
        // The answer to this one comes while nothing else is typed.
        screen.type("minimal.lo" + TAB).awaitEnd("bpfsh> minimal.lo\nlooking ...");
        screen.type(CTRL_C).awaitEnd("^C\nbpfsh>");
        // Who asks what it is does not wait for longer than he wants.
        screen.enter("minimal??").awaitEnd("minimal??");
        Thread.sleep(300);
        screen.type(CTRL_C).awaitEnd("stopped\nbpfsh>");
        screen.type("minimal.lo" + TAB).awaitEnd("bpfsh> minimal.lo\nlooking ...");
        busy.countDown();
        screen.awaitEnd("bpfsh> minimal.load()");
        asked.join();
    }

    @Test
    void atTheBeginningOfALineTabIndents() throws Exception {
        screen.enter("void f(").awaitEnd("...>");
        screen.type("\u0015" + TAB + "int a) { }\r").awaitEnd("created method f(int)\nbpfsh>");
        assertThat(screen.text()).contains("  ...>     int a) { }");
    }

    @Test
    void whatAnArgumentMayBeIsThereBeforeTheQuote() throws Exception {
        screen.type("minimal.map(" + TAB).await("""
                BpfMap BpfObject.map(String map)
                maps of minimal
                  "minimal.bss"     array   "minimal.rodata"  array
                that fit
                """);
    }

    @Test
    void letterCaseIsMended() throws Exception {
        screen.type("minimal.ROD" + TAB).awaitEnd("bpfsh> minimal.rodata()");
        screen.type(CTRL_C).awaitEnd("\nbpfsh>");
        screen.type("\"\ud83d\ude00\" + minimal.ROD" + TAB).await("minimal.rodata()");
    }

    @Test
    void questionMarksAskWhatAThingIs() throws Exception {
        screen.enter("minimal?").await("minimal  BpfObject").await("attach()");
        screen.enter("/reset").awaitEnd("prelude\nbpfsh>");
        screen.enter("minimal.map?").await("The map of that name.").awaitEnd("\nbpfsh>");
        screen.enter("nosuch?").await("nothing is called nosuch here");
        // Java's own question mark is none of ours.
        screen.enter("1 > 0 ? \"yes\" : \"no\"").awaitEnd("==> \"yes\"\nbpfsh>");
        screen.enter("boolean b = true").awaitEnd("b ==> true\nbpfsh>");
        screen.enter("String s = b ?").awaitEnd("...>");
        screen.enter("\"a\" : \"b\"").awaitEnd("s ==> \"a\"\nbpfsh>");
        screen.enter("Path??").await("Path Path.of(String first, String... more)");
    }

    @Test
    void shiftTabImportsAndNames() throws Exception {
        screen.type("new CRC32()" + SHIFT_TAB).await("imported java.util.zip.CRC32");
        screen.type(SHIFT_TAB).await("bpfsh> var crc32 = new CRC32()");
        // The cursor is behind the name.
        screen.type("2\r").await("crc322 ==> ");
        screen.type("new Document()" + SHIFT_TAB)
                .await("2  import org.w3c.dom.Document")
                .await("a digit chooses");
        screen.type("2").await("imported org.w3c.dom.Document");
        screen.type(CTRL_C).awaitEnd("\nbpfsh>");
        screen.type("12" + SHIFT_TAB).awaitEnd("bpfsh> var number = 12");
    }
}
