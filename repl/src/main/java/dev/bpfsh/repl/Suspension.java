// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.utils.Signals;

/**
 * Ctrl-Z: the process stops, as any other of a shell with job control does, and the terminal is meanwhile as that shell
 * left it; {@code fg} brings back the line that was being typed.
 */
final class Suspension {
    /** A signal is with a process at once, if not with the thread that it stops. */
    private static final long TAKEN_MILLIS = 50;

    private Suspension() {}

    /** @param lent whether a program has the terminal: it stops as well, and has set it as it needs it */
    static void atCtrlZ(Terminal terminal, PromptReader reader, BooleanSupplier lent) {
        terminal.handle(Signal.TSTP, signal -> {
            if (lent.getAsBoolean()) {
                stop(terminal);
            } else {
                reader.lend(() -> stop(terminal));
            }
        });
    }

    /** Returns when somebody has let it go on; at once where nobody could, as the kernel then ignores the signal. */
    private static void stop(Terminal terminal) {
        Signals.registerDefault(Signal.TSTP.name());
        try {
            String self = Long.toString(ProcessHandle.current().pid());
            new ProcessBuilder("sh", "-c", "kill -TSTP \"$0\"", self).start().waitFor();
            Thread.sleep(TAKEN_MILLIS);
        } catch (IOException e) {
            // Without a shell there is nobody to come back from.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            Signals.register(Signal.TSTP.name(), () -> terminal.raise(Signal.TSTP));
        }
    }
}
