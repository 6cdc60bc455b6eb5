// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import java.io.IOException;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;

/** JLine's reader, set up for Java at a prompt to which other threads print. */
final class PromptReader extends LineReaderImpl {
    private static final String CONTINUATION = "  ...> ";

    PromptReader(Terminal terminal) throws IOException {
        super(terminal, "bpfsh");
        // Java's ! is no history reference, and its backslash no escape.
        setOpt(Option.DISABLE_EVENT_EXPANSION);
        unsetOpt(Option.COMPLETE_MATCHER_TYPO);
        unsetOpt(Option.INSERT_TAB);
        // An answer that did not end its line is not overwritten by the prompt.
        setOpt(Option.AUTO_FRESH_LINE);
        setVariable(SECONDARY_PROMPT_PATTERN, CONTINUATION);
        setVariable(BLINK_MATCHING_PAREN, 0L);
        setVariable(BELL_STYLE, "none");
    }

    /** As JLine's, but under its lock: it draws, and so may another thread that prints above the line. */
    @Override
    protected void handleSignal(Terminal.Signal signal) {
        lock.lock();
        try {
            super.handleSignal(signal);
        } finally {
            lock.unlock();
        }
    }
}
