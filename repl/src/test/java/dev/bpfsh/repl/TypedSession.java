// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.host.Evaluator;
import dev.bpfsh.loader.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A prompt in a terminal of 80x24, with what a person sees of it. */
abstract class TypedSession {
    static final String CTRL_C = "\u0003";
    static final String CTRL_D = "\u0004";
    static final String TAB = "\t";

    private static final int PROMPT = "bpfsh> ".length();

    @TempDir
    Path temp;

    /** The status that the process would have ended with although something hangs. */
    final AtomicInteger abandoned = new AtomicInteger();

    private final AtomicInteger closed = new AtomicInteger();
    Screen screen;
    FutureTask<Integer> prompt;
    Evaluator evaluator;

    @BeforeEach
    void start() throws Exception {
        screen = newScreen();
        evaluator = new Evaluator(prelude());
        prompt = new FutureTask<>(() -> new Prompt(
                        new Setting(
                                evaluator,
                                this::closeAll,
                                abandoned::set,
                                () -> List.of("libbpf: one", "libbpf: two"),
                                temp.resolve("state"),
                                new InputRcFile(temp.resolve("inputrc")),
                                width -> "hello",
                                () -> {},
                                beginnings(),
                                this::queued,
                                fd -> false),
                        screen.terminal())
                .run());
        Thread thread = new Thread(prompt);
        thread.setDaemon(true);
        thread.start();
        awaitStart();
    }

    Screen newScreen() throws Exception {
        return new Screen(columns(), rows());
    }

    /** Waits for the first prompt. */
    void awaitStart() throws Exception {
        screen.awaitEnd("hello\nbpfsh>");
    }

    @AfterEach
    void end() throws Exception {
        screen.hangUp();
        prompt.get(60, TimeUnit.SECONDS);
        evaluator.close();
        screen.close();
        Session.current().close();
        assertThat(closed).hasPositiveValue();
    }

    private int queued() {
        try {
            return screen.terminal().input().available();
        } catch (IOException e) {
            return 0;
        }
    }

    /** Types a line and waits for its answer and the next prompt. */
    void says(String line, String answer) throws Exception {
        // What of the line is on its last row: the answer before may have been the same.
        int onLastRow = (PROMPT + line.length() - 1) % 80 + 1;
        String typed = line.substring(Math.max(0, line.length() - onLastRow)).strip();
        // Below the prompt there may be a line about what is attached.
        screen.enter(line).await(typed + (answer.isEmpty() ? "" : "\n" + answer) + "\nbpfsh>");
    }

    /** Closes everything that is alive. */
    List<String> closeAll() {
        closed.incrementAndGet();
        return List.of();
    }

    /** What is evaluated before the first prompt. */
    List<Beginning> beginnings() {
        return List.of();
    }

    /** What the session begins with. */
    String prelude() {
        return "import java.util.*;";
    }

    /** How wide the terminal is. */
    int columns() {
        return 80;
    }

    /** How high it is. */
    int rows() {
        return 24;
    }
}
