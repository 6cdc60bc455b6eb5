// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.loader.Session;
import dev.bpfsh.testing.Eventually;
import dev.bpfsh.view.Views;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Values as a person at the prompt sees them: views of the person's own, hostile ones, the pager. */
@Timeout(300)
class ValuesAtThePromptTest extends TypedSession {
    @Override
    String prelude() {
        return Launch.prelude();
    }

    @AfterEach
    void closeEverything() {
        Session.current().close();
        Views.forgetAll();
    }

    @Test
    void aViewIsOneLineAndMayFail() throws Exception {
        screen.enter("record Point(int x, int y) {}").awaitEnd("created record Point\nbpfsh>");
        screen.enter("new Point(1, 2)").awaitEnd("==> Point[x=1, y=2]\nbpfsh>");
        screen.enter("view(Point.class, p -> \"(\" + p.x() + \", \" + p.y() + \")\")")
                .awaitEnd("\nbpfsh>");
        screen.enter("new Point(1, 2)").awaitEnd("==> (1, 2)\nbpfsh>");
        screen.enter("view(Point.class, p -> row(\"x\", p.x(), \"sum\", p.x() + p.y()))")
                .awaitEnd("\nbpfsh>");
        screen.enter("List.of(new Point(1, 2), new Point(10, 20))")
                .await("\n x  sum   ")
                .awaitEnd("\n 1    3\n10   30\nbpfsh>");
        screen.enter("view(Point.class, p -> { throw new RuntimeException(\"no\"); })")
                .awaitEnd("\nbpfsh>");
        screen.enter("new Point(1, 2)")
                .awaitEnd("Point[x=1, y=2] (its view threw java.lang.RuntimeException: no)\nbpfsh>");
        screen.enter("view(Point.class, p -> { System.setProperty(\"asked\", \"\"); while (true) { } })")
                .awaitEnd("\nbpfsh>");
        screen.enter("var p = new Point(1, 2)");
        Eventually.holds(() -> assertThat(System.getProperty("asked")).isNotNull());
        System.clearProperty("asked");
        screen.type(CTRL_C).awaitEnd("p ==> (its text was stopped)\nstopped\nbpfsh>");
        screen.enter("view(Point.class, null)").awaitEnd("\nbpfsh>");
        screen.enter("p").awaitEnd("p ==> Point[x=1, y=2]\nbpfsh>");
    }

    @Test
    void hostileValuesLeaveThePromptAlive() throws Exception {
        screen.enter("Stream.generate(() -> 1)")
                .await("of which nothing is read")
                .awaitEnd("\nbpfsh>");
        screen.enter("new Object() { public String toString() { return \"x\".repeat(100_000_000); } }")
                .await("more characters")
                .awaitEnd("\nbpfsh>");
        screen.enter("new Object() { public String toString() { throw new IllegalStateException(); } }")
                .await("its toString threw")
                .awaitEnd("\nbpfsh>");
        screen.enter("List<Object> l = new ArrayList<>(); l.add(l); l")
                .await("[[[")
                .awaitEnd("\nbpfsh>");
        screen.enter("IntStream.range(0, 10_000_000).boxed().toList()")
                .await("more: show($")
                .awaitEnd("\nbpfsh>");
        screen.enter("6 * 7").awaitEnd("==> 42\nbpfsh>");
    }

    @Test
    void thePagerShowsAllAndGivesTheTerminalBack() throws Exception {
        screen.enter("show(List.of(1, 2))").awaitEnd("\n[1, 2]\nbpfsh>");
        screen.enter("var rows = IntStream.range(0, 1_000_000).mapToObj(i -> row(\"i\", i, \"half\", i / 2)).toList()")
                .awaitEnd("... 999981 more of 1000000: show(rows)\nbpfsh>");
        screen.enter("show(rows)").await("leaves, / searches");
        screen.type(" ").await("\n 44    22");
        screen.type("/9999\r").await("9999  4999");
        screen.type("q").awaitEnd("bpfsh> show(rows)\nbpfsh>");
        screen.enter("show(rows)").await("leaves, / searches");
        screen.type(CTRL_C).awaitEnd("bpfsh> show(rows)\nbpfsh>");
        screen.enter("for (int i = 0; i < 3; i++) show(rows.subList(0, 2))")
                .awaitEnd("i  half\n0     0\n1     0\nbpfsh>");
        screen.enter("1 + 1").awaitEnd("==> 2\nbpfsh>");
        assertThat(screen.bytes()).doesNotContain("Exception");
    }

    @Test
    void whatComesWhileThePagerIsOpenIsShownAfterwards() throws Exception {
        screen.enter("var t = every(millis(50), () -> System.out.println(\"ti\" + \"ck\"))")
                .await("tick");
        screen.enter("show(Collections.nCopies(1_000, row(\"a\", 1)))").await("leaves, / searches");
        screen.type("  ");
        Eventually.holds(() -> assertThat(screen.text()).doesNotContain("tick"));
        Thread.sleep(200);
        assertThat(screen.text()).doesNotContain("tick");
        screen.type("q").await("tick");
        screen.enter("t.close()").enter("6 * 7").await("==> 42");
    }

    @Test
    void whatATimerDoesMayThrowAnything() throws Exception {
        screen.enter("var t = every(millis(50), () -> { throw new IOException(\"no \" + \"disk\"); })")
                .await("no disk");
        screen.enter("t").await("every 50 ms, ended");
        screen.enter("var s = every(seconds(100), () -> sh(\"true\"))").await("close() ends it");
        screen.enter("s.close()").enter("6 * 7").await("==> 42");
    }
}
