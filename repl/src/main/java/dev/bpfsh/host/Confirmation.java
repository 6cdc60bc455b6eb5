// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import dev.bpfsh.libbpf.Linux;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A question to the person at the terminal, whose answer is no unless it is yes. */
final class Confirmation {
    private static final int STANDARD_INPUT = 0;
    private static final Set<String> YES = Set.of("y", "yes");

    private Confirmation() {}

    /** Whether there is somebody to ask. */
    static boolean possible() {
        return Linux.windowSize(STANDARD_INPUT).isPresent();
    }

    /**
     * Asks on standard error, so that the question is seen where standard output goes elsewhere.
     *
     * @throws InterruptedException at Ctrl-C
     */
    static boolean given(String question) throws IOException, InterruptedException {
        System.err.print(question + " [y/N] ");
        System.err.flush();
        // The prompt's input ends at Ctrl-C, and its next line is the prompt's. A read of the terminal does not end, so
        // that one is left behind, to end with the process.
        return Output.direct() ? leftBehindAtCtrlC() : read(System.in);
    }

    private static boolean leftBehindAtCtrlC() throws IOException, InterruptedException {
        var answer = new FutureTask<>(() -> read(System.in));
        var reader = new Thread(answer, "bpfsh-answer");
        reader.setDaemon(true);
        reader.start();
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    /** Reads a line, and nothing behind it. */
    static boolean read(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int each = in.read(); each >= 0 && each != '\n'; each = in.read()) {
            line.append((char) each);
        }
        return YES.contains(line.toString().strip().toLowerCase(Locale.ROOT));
    }
}
