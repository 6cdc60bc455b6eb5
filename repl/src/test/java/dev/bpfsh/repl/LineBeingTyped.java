// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

/** A prompt where {@code int abc} has been typed and nothing was entered: for what comes above and below it meanwhile. */
final class LineBeingTyped {
    private final Screen screen;
    private final PromptReader reader;
    private final Above above;
    private final Thread typing;

    LineBeingTyped(int columns, int rows) throws Exception {
        screen = new Screen(columns, rows);
        reader = new PromptReader(screen.terminal(), () -> 0, () -> "");
        above = new Above(reader);
        typing = new Thread(() -> {
            above.reading(true);
            try {
                reader.readLine("bpfsh> ");
            } finally {
                above.reading(false);
            }
        });
    }

    Screen screen() {
        return screen;
    }

    PromptReader reader() {
        return reader;
    }

    Above above() {
        return above;
    }

    /** Begins, once all is in place. */
    void type() throws Exception {
        typing.start();
        screen.awaitEnd("bpfsh>").type("int abc").awaitEnd("bpfsh> int abc");
    }

    /** Enters the line. */
    void enter() throws Exception {
        screen.enter("");
        typing.join();
    }

    void close() throws Exception {
        above.close();
        screen.close();
    }
}
