// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import java.io.IOException;
import java.util.function.IntSupplier;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.NonBlockingReader;

/**
 * The keys of the terminal, which the line reader and the snippets take in turn, so that none is lost between them.
 *
 * <p>A Ctrl-C pressed right behind Enter is still a key, because the line reader has the terminal; then a snippet has it,
 * and nobody would read that key while the snippet runs.
 */
final class Keys {
    private static final char CTRL_C = 3;
    private static final long AT_ONCE_MILLIS = 1;
    /** Whoever pastes thousands of lines waits for each of them: the rest stays with the terminal meanwhile. */
    private static final int MOST_AHEAD = 4096;

    private final Terminal terminal;
    private final IntSupplier queued;
    private final StringBuilder ahead = new StringBuilder();

    /** @param queued how many bytes of input the terminal holds for its next reader */
    Keys(Terminal terminal, IntSupplier queued) {
        this.terminal = terminal;
        this.queued = queued;
    }

    /**
     * Takes over what was typed behind a line.
     *
     * @param behind keys that the line reader had already read
     * @return whether there is a Ctrl-C among all of them; it and the keys before it are dropped, as a terminal does
     */
    boolean interruptedBehind(String behind) {
        ahead.append(behind);
        Attributes before = terminal.getAttributes();
        try {
            boolean more = ahead.length() < MOST_AHEAD && queued.getAsInt() > 0;
            while (more) {
                int key = terminal.reader().read(AT_ONCE_MILLIS);
                if (key >= 0) {
                    ahead.append((char) key);
                }
                more = key >= 0 && ahead.length() < MOST_AHEAD && queued.getAsInt() > 0;
            }
        } catch (IOException e) {
            // The terminal is gone: whoever reads next is told.
            return false;
        } finally {
            terminal.setAttributes(before);
        }
        int last = ahead.lastIndexOf(String.valueOf(CTRL_C));
        ahead.delete(0, last + 1);
        return last >= 0;
    }

    /** The keys that were typed behind the last line and that no snippet has read. */
    String takeAhead() {
        String keys = ahead.toString();
        ahead.setLength(0);
        return keys;
    }

    /** The next key, {@link NonBlockingReader#EOF}, or {@link NonBlockingReader#READ_EXPIRED} after this time. */
    int read(long millis) throws IOException {
        if (ahead.isEmpty()) {
            return terminal.reader().read(millis);
        }
        char key = ahead.charAt(0);
        ahead.deleteCharAt(0);
        return key;
    }
}
