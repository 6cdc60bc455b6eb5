// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Eventually;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class AboveTest {
    private LineBeingTyped line;
    private Screen screen;
    private Above above;

    @BeforeEach
    void typeALine() throws Exception {
        line = new LineBeingTyped(80, 24);
        screen = line.screen();
        above = line.above();
        line.type();
    }

    @AfterEach
    void finish() throws Exception {
        line.enter();
        line.close();
    }

    @Test
    void printsAboveWhatIsBeingTyped() throws Exception {
        above.stream().print("one\ntwo\n");
        screen.awaitEnd("one\ntwo\nbpfsh> int abc");
        screen.type("d").awaitEnd("one\ntwo\nbpfsh> int abcd");
    }

    @Test
    void printsBackgroundTextOnTheCallingThread() {
        above.background("traced\n");
        assertThat(screen.text()).endsWith("traced\nbpfsh> int abc");
    }

    @Test
    void keepsLinesOfManyThreadsWhole() throws Exception {
        PrintStream out = above.stream();
        CountDownLatch go = new CountDownLatch(1);
        for (char c = 'a'; c < 'e'; c++) {
            String line = String.valueOf(c).repeat(30);
            new Thread(() -> {
                        await(go);
                        for (int i = 0; i < 5; i++) {
                            out.println(line);
                        }
                    })
                    .start();
        }
        go.countDown();
        Eventually.holds(() -> assertThat(screen.text().lines().filter(line -> !line.startsWith("bpfsh")))
                .hasSize(20)
                .allMatch(line -> line.matches("(.)\\1{29}")));
        screen.awaitEnd("\nbpfsh> int abc");
    }

    @Test
    void holdsBackAFlood() throws Exception {
        PrintStream out = above.stream();
        long start = System.nanoTime();
        for (int i = 0; i < 200_000; i++) {
            out.println("line " + i);
        }
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        screen.await("more lines held back");
        screen.awaitEnd("bpfsh> int abc");
        assertThat(screen.bytes().split("line ", -1).length).isLessThan((int) (seconds + 2) * 22 + 5);
    }

    @Test
    void showsALineThatDoesNotEnd() throws Exception {
        above.stream().print("done");
        screen.awaitEnd("done\nbpfsh> int abc");
    }

    @Test
    void wrapsLongLines() throws Exception {
        above.background("x".repeat(200) + "\n");
        assertThat(screen.text())
                .endsWith("x".repeat(80) + "\n" + "x".repeat(80) + "\n" + "x".repeat(40) + "\nbpfsh> int abc");
    }

    @Test
    void sendsNoControlsOfOthersToTheTerminal() throws Exception {
        above.background("\u001b[2J\u001b]0;title\u0007\u001b[31mred\n");
        assertThat(screen.text()).endsWith("\\e[2J\\e]0;title\\x07red\nbpfsh> int abc");
        above.stream().println("\u001b[2J");
        screen.awaitEnd("\\e[2J\nbpfsh> int abc");
        assertThat(screen.bytes()).doesNotContain("\u001b[2J").contains("\u001b[31mred\u001b[0m");
    }

    @Test
    void passesStraightThroughWhileNothingIsTyped() throws Exception {
        PrintStream out = above.stream();
        line.enter();
        out.print("a");
        out.print("b\u001b[1mc");
        assertThat(screen.bytes()).endsWith("ab\u001b[1mc");
    }

    private static void await(CountDownLatch go) {
        try {
            go.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
