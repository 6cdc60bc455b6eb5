// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.loader.Session;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CheckpointTest {
    private final Evaluator evaluator = new Evaluator(Bundled.prelude());

    @AfterEach
    void close() {
        evaluator.close();
        Session.current().close();
    }

    @Test
    void takesBackWhatCameSinceAndNothingElse() {
        evaluator.eval(
                "var before = every(seconds(60), () -> {}); int kept = 1; int replaced = 2; import java.net.URI;");
        var checkpoint = Checkpoint.of(evaluator);
        evaluator.eval("var since = every(seconds(61), () -> {})");
        evaluator.eval("int x, y; 1 + 1; String replaced = \"\"; int f() { return 1; } import java.net.URL;");
        evaluator.eval(
                "var thread = new Thread(() -> { while (true) Thread.onSpinWait(); }, \"mine\"); thread.start();");
        evaluator.eval("nonsense");
        assertThat(checkpoint.goBack())
                .containsExactly(
                        "closed timer every 61000 ms",
                        "stopped thread mine",
                        "dropped since, x, y, replaced, f, thread",
                        "your own replaced was replaced: /3 evaluates it again");
        assertThat(evaluator.journal().sources())
                .containsExactly(
                        "var before = every(seconds(60), () -> {});",
                        "int kept = 1;",
                        "int replaced = 2;",
                        "import java.net.URI;");
        assertThat(Session.current().alive()).hasSize(1);
        assertThat(evaluator.eval("kept + f()").get(0)).isInstanceOf(Outcome.Failed.class);
        assertThat(checkpoint.goBack()).isEmpty();
    }

    @Test
    void programsThatWereStartedSinceEndAlsoThoseWhoseNameWasTakenByAnother() {
        evaluator.eval("var all = List.of(new ProcessBuilder(\"sleep\", \"100\").start());");
        var checkpoint = Checkpoint.of(evaluator);
        evaluator.eval("var before = all.get(0);");
        evaluator.eval("var since = new ProcessBuilder(\"sleep\", \"101\").start();");
        var first = (Process) evaluator.declarations().value("since").orElseThrow();
        evaluator.eval("var since = new ProcessBuilder(\"sleep\", \"102\").start();");
        var second = (Process) evaluator.declarations().value("since").orElseThrow();
        var before = (Process) evaluator.declarations().value("before").orElseThrow();
        assertThat(checkpoint.goBack())
                .containsExactly(
                        "ended process " + first.pid(), "ended process " + second.pid(), "dropped before, since");
        assertThat(first.onExit()).succeedsWithin(Duration.ofSeconds(5));
        assertThat(second.onExit()).succeedsWithin(Duration.ofSeconds(5));
        assertThat(before.isAlive()).isTrue();
        before.destroy();
    }

    @Test
    @RequiresKernel({Feature.ROOT, Feature.BPF})
    void whatStandsAloneIsCalledByWhatItIs() {
        var checkpoint = Checkpoint.of(evaluator);
        evaluator.eval("var counting = dev.bpfsh.loader.BpfProgram.statistics();");
        assertThat(checkpoint.goBack()).containsExactly("closed statistics of programs' runs", "dropped counting");
    }

    @Test
    void whatStoodBeforeMayGoOnToMakeThings() {
        evaluator.eval("var made = new java.util.concurrent.CountDownLatch(2);"
                + " every(millis(20), () -> { onExit(() -> {}); made.countDown(); });");
        var checkpoint = Checkpoint.of(evaluator);
        evaluator.eval("made.await()");
        assertThat(checkpoint.goBack()).isEmpty();
        assertThat(Session.current().alive()).hasSizeGreaterThan(1);
    }

    @Test
    void whatCommandsDidSinceIsForgotten() {
        evaluator.eval("int kept = 1;");
        evaluator.journal().called("run(\"doctor\")");
        var checkpoint = Checkpoint.of(evaluator);
        evaluator.eval("int x = 1;");
        evaluator.journal().called("run(\"minimal\")");
        checkpoint.goBack();
        assertThat(evaluator.journal().calls()).extracting(Journal.Call::java).containsExactly("run(\"doctor\")");
    }

    @Test
    void whatDoesNotCloseKeepsNothingElseOpen() {
        var checkpoint = Checkpoint.of(evaluator);
        evaluator.eval("var first = every(seconds(60), () -> {})");
        evaluator.eval("AutoCloseable bad = () -> { throw new Exception(\"no\"); }; Session.current().own(bad)");
        assertThat(checkpoint.goBack())
                .hasSize(3)
                .element(0)
                .asString()
                .startsWith("could not close ")
                .endsWith(": no");
        assertThat(Session.current().alive()).isEmpty();
    }
}
