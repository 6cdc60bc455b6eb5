// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import java.io.IOException;
import java.nio.charset.Charset;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.impl.DumbTerminal;
import org.jline.utils.Signals;

/** The terminal of this process. */
final class SystemTerminal {
    private SystemTerminal() {}

    /** By native calls, which start no program; JLine's other ways are asked only where those cannot be had. */
    static Terminal open() throws IOException {
        try {
            // JLine's native calls set the speed of a serial line to 0, which hangs it up; stty(1) leaves it alone.
            return builder()
                    .provider(Tty.isSerial(0) ? "exec" : "jni")
                    .dumb(false)
                    .build();
        } catch (IOException | IllegalStateException e) {
            Terminal terminal = builder().system(true).dumb(true).build();
            if (terminal instanceof DumbTerminal) {
                // It looks for Ctrl-C among the keys, but the kernel has made a signal of it.
                Signals.register(Terminal.Signal.INT.name(), () -> terminal.raise(Terminal.Signal.INT));
            }
            return terminal;
        }
    }

    private static TerminalBuilder builder() {
        Charset charset = LocaleCharset.get();
        return TerminalBuilder.builder()
                .name("bpfsh")
                .type(Teletype.typeOf(System.getenv("TERM")))
                .encoding(charset)
                .stdinEncoding(charset)
                .stdoutEncoding(charset)
                .stderrEncoding(charset);
    }
}
