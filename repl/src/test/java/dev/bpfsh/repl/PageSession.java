// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.bpfsh.acceptance.Kernel;
import dev.bpfsh.lesson.Shown;
import dev.bpfsh.loader.Session;
import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.view.Width;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;

/** One prompt, at which the blocks of a page are typed; what is open is closed at the end of each part. */
abstract class PageSession extends TypedSession {
    static final int COLUMNS = 120;

    private static final int ROWS = 150;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long PAUSE_MILLIS = 20;
    private static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
    private static final String PASTE = "\u001b[200~";
    private static final String PASTED = "\u001b[201~";
    private static final String CTRL_L = "\f";

    @Override
    Screen newScreen() throws Exception {
        return new Screen(COLUMNS, ROWS);
    }

    @Override
    String prelude() {
        return Launch.prelude();
    }

    @Override
    List<String> closeAll() {
        Session.current().close();
        return super.closeAll();
    }

    @BeforeEach
    void prepare() throws Exception {
        System.setProperty("bpfsh.home", Bpfsh.root().toString());
        screen.enter("/explain off");
        await(lines -> lines.contains("bpfsh> /explain off")
                && lines.get(lines.size() - 1).equals("bpfsh>"));
    }

    @AfterEach
    void forget() {
        System.clearProperty("bpfsh.home");
    }

    /** A test for each part that has something to type, named as the part. */
    Stream<DynamicTest> tests(RunnablePage page) {
        var only = System.getProperty("part", "");
        return page.parts().stream()
                .filter(part -> part.blocks().stream().anyMatch(PageSession::isTyped))
                .filter(part -> part.heading().contains(only))
                .map(part -> DynamicTest.dynamicTest(part.heading(), () -> run(part)));
    }

    private static boolean isTyped(RunnablePage.Block block) {
        return block.language().equals("java");
    }

    private void run(RunnablePage.Part part) throws Exception {
        var code =
                part.blocks().stream().flatMap(block -> block.code().stream()).collect(Collectors.joining("\n"));
        Kernel.alone(code, () -> typeAll(part));
    }

    private void typeAll(RunnablePage.Part part) throws Exception {
        for (var command : part.commands("before")) {
            shell(command);
        }
        try {
            for (var each : part.blocks()) {
                if (isTyped(each)) {
                    var block = part.commands("script").isEmpty()
                            ? each
                            : runs(part.commands("script").get(0), each);
                    type(block);
                    awaitShown(part, block);
                }
            }
        } finally {
            screen.type(CTRL_L).enter("/live close all");
            await(lines -> {
                int closed = lines.lastIndexOf("bpfsh> /live close all");
                return closed >= 0 && lines.lastIndexOf("bpfsh>") > closed;
            });
            for (var command : part.commands("after")) {
                shell(command);
            }
        }
    }

    /** What ends its process is run as a script beside the session. */
    private static RunnablePage.Block runs(String script, RunnablePage.Block block) {
        var call = List.of("run(\"" + Bpfsh.root().resolve(script) + "\")");
        return new RunnablePage.Block(block.line(), block.language(), call, block.shown());
    }

    /** Enters a block on an empty screen. */
    private void type(RunnablePage.Block block) throws Exception {
        screen.type(CTRL_L);
        await(lines -> lines.contains("bpfsh>"));
        screen.type(PASTE + String.join("\r", block.code()) + PASTED + "\r");
    }

    private void awaitShown(RunnablePage.Part part, RunnablePage.Block block) throws Exception {
        long end = System.nanoTime() + PATIENCE_NANOS;
        long next = System.nanoTime() + AGAIN_NANOS;
        var output = output(block);
        while (System.nanoTime() < end && !isAsShown(block, output)) {
            if (System.nanoTime() > next) {
                for (var command : part.commands("meanwhile")) {
                    shell(command);
                }
                next = System.nanoTime() + AGAIN_NANOS;
            }
            Thread.sleep(PAUSE_MILLIS);
            output = output(block);
        }
        if (!isAsShown(block, output)) {
            fail("line " + block.line() + ": the screen is not as shown\n"
                    + String.join("\n", output == null ? lines() : output));
        }
    }

    private static boolean isAsShown(RunnablePage.Block block, List<String> output) {
        return output != null
                && (block.shown() == null
                        ? output.stream().noneMatch(line -> line.startsWith("error: ") || line.startsWith("  at #"))
                        : Shown.matches(normal(block.shown()), normal(output)));
    }

    /** Columns are as wide as what is in them, and an answer that begins a table has its id at the right end. */
    private static List<String> normal(List<String> lines) {
        return lines.stream()
                .map(line -> line.replaceFirst(" {2,}\\$\\d+$", "")
                        .replaceAll(" +", " ")
                        .strip())
                .toList();
    }

    /** What stands between the block and the next prompt; null while there is none. */
    private List<String> output(RunnablePage.Block block) {
        var lines = lines();
        var first = Transcript.PROMPT + block.code().get(0);
        int typed = -1;
        for (int i = 0; i < lines.size() && typed < 0; i++) {
            typed = lines.get(i).startsWith(first.substring(0, Math.min(first.length(), COLUMNS))) ? i : typed;
        }
        int begin = typed + rows(block);
        int end = lines.lastIndexOf("bpfsh>");
        return typed < 0 || end < begin ? null : lines.subList(begin, end);
    }

    private static int rows(RunnablePage.Block block) {
        return block.code().stream()
                .mapToInt(line -> 1 + Math.max(0, Transcript.PROMPT.length() + Width.of(line) - 1) / COLUMNS)
                .sum();
    }

    private List<String> lines() {
        return new ArrayList<>(screen.text().lines().toList());
    }

    private void await(Predicate<List<String>> wanted) throws Exception {
        long end = System.nanoTime() + PATIENCE_NANOS;
        var seen = lines();
        while (!wanted.test(seen) && System.nanoTime() < end) {
            Thread.sleep(PAUSE_MILLIS);
            seen = lines();
        }
        assertThat(wanted.test(seen)).as(String.join("\n", seen)).isTrue();
    }

    private static void shell(String command) throws IOException, InterruptedException {
        var process = new ProcessBuilder("/bin/sh", "-c", command)
                .directory(Bpfsh.root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            fail(command + " takes too long");
        }
    }
}
