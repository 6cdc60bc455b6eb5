// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Eventually;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ctrl-C, whatever the prompt is doing. */
@Timeout(300)
class InterruptTest extends TypedSession {
    @Test
    void stopsWhatRuns() throws Exception {
        screen.enter("int kept = 7").awaitEnd("kept ==> 7\nbpfsh>");
        screen.enter("System.out.println(\"begun\"); while (true) {}").awaitEnd("\nbegun");
        screen.type(CTRL_C).awaitEnd("stopped\nbpfsh>");
        screen.enter("System.out.println(\"again\"); Thread.sleep(100000)").awaitEnd("\nagain");
        screen.type(CTRL_C).awaitEnd("stopped\nbpfsh>");
        screen.enter("kept").awaitEnd("kept ==> 7\nbpfsh>");
    }

    @Test
    void survivesATextThatNeverEnds() throws Exception {
        screen.enter("class C { public String toString() { System.setProperty(\"asked\", \"\"); while (true) {} } }")
                .awaitEnd("created class C\nbpfsh>");
        screen.enter("new C()");
        awaitAsked();
        screen.type(CTRL_C).awaitEnd("$1 ==> (its text was stopped)\nstopped\nbpfsh>");
        screen.enter("/vars");
        awaitAsked();
        screen.type(CTRL_C).awaitEnd("  C $1 = (its text was stopped)\nbpfsh>");
        Eventually.holds(() -> assertThat(ManagementFactory.getThreadMXBean().dumpAllThreads(false, false))
                .noneMatch(thread -> Arrays.toString(thread.getStackTrace()).contains("C.toString")));
    }

    private static void awaitAsked() throws Exception {
        Eventually.holds(() -> assertThat(System.getProperty("asked")).isNotNull());
        System.clearProperty("asked");
    }

    @Test
    void clearsTheLineAtCtrlC() throws Exception {
        screen.type("int x = {").awaitEnd("int x = {");
        screen.type(CTRL_C).awaitEnd("int x = {^C\nbpfsh>");
        screen.enter("2 + 2").awaitEnd("==> 4\nbpfsh>");
    }

    @Test
    void takesKeysBehindCtrlCForTheNextLine() throws Exception {
        for (int i = 1; i < 20; i++) {
            screen.type("int x = {" + CTRL_C + i + " + 0\r").awaitEnd("$" + i + " ==> " + i + "\nbpfsh>");
        }
        screen.type("Lis" + TAB + CTRL_C + "1 + 1\r").awaitEnd("$20 ==> 2\nbpfsh>");
    }

    @Test
    void missesNoCtrlCHoweverEarlyItComes() throws Exception {
        screen.enter("0").awaitEnd("$1 ==> 0\nbpfsh>");
        for (int i = 2; i < 40; i++) {
            screen.enter("Thread.sleep(100000)");
            Thread.sleep(i / 4);
            screen.type(CTRL_C + i + "\r").awaitEnd(" ==> " + i + "\nbpfsh>");
        }
    }

    @Test
    void givesASnippetWhatWasTypedBehindIt() throws Exception {
        screen.enter("0").awaitEnd("$1 ==> 0\nbpfsh>");
        for (int i = 2; i < 12; i++) {
            screen.type("new Scanner(System.in).nextInt()\r" + i + "\r").awaitEnd("$" + i + " ==> " + i + "\nbpfsh>");
        }
    }

    @Test
    void takesAPasteThatCameWhileALineEnded() throws Exception {
        screen.type("1 + 1\r\u001b[200~2 +\r2\u001b[201~\r").awaitEnd("bpfsh> 2 +\n  ...> 2\n$2 ==> 4\nbpfsh>");
    }

    @Test
    void endsAWaitForInputAndTakesNothingOfTheNextLine() throws Exception {
        screen.enter("{ System.out.println(\"begun\"); System.in.read(); }").awaitEnd("\nbegun");
        Thread.sleep(300);
        screen.type("abc" + CTRL_C + "1 + 2\r").awaitEnd("==> 3\nbpfsh>");
        screen.await("abc^C\nstopped\nbpfsh> 1 + 2");
    }

    @Test
    void letsTheInputOfASnippetBeEdited() throws Exception {
        screen.enter("String line() { System.out.println(\"begun\"); return new Scanner(System.in).nextLine(); }")
                .awaitEnd("created method line()\nbpfsh>");
        screen.enter("line()").awaitEnd("\nbegun");
        Thread.sleep(300);
        screen.type("ab\u0015cx\u007fd\r").awaitEnd("cd\n$1 ==> \"cd\"\nbpfsh>");
        screen.enter("int all() throws Exception {").awaitEnd("...>");
        screen.enter("System.out.println(\"again\"); return System.in.readAllBytes().length; }")
                .awaitEnd("created method all()\nbpfsh>");
        screen.enter("all()").awaitEnd("\nagain");
        Thread.sleep(300);
        screen.type("ab\r" + CTRL_D).awaitEnd("ab\n$2 ==> 3\nbpfsh>");
    }
}
