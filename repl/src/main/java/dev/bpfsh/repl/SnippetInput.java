// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.EnumSet;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;
import org.jline.utils.NonBlockingInputStream;

/**
 * What stands in for {@code System.in} while the prompt lives. It reads from the stream that JLine reads from, so that
 * no key is lost between the two.
 *
 * <p>While a snippet runs, keys are not echoed: what is typed ahead appears at the next prompt, where it belongs, not in
 * the middle of the output. Only while a snippet waits for input does the terminal echo and edit lines.
 */
final class SnippetInput extends InputStream {
    private static final long SLICE_MILLIS = 100;

    private final Terminal terminal;
    private final Attributes editing;
    private final Attributes quiet;
    private ByteArrayInputStream line = new ByteArrayInputStream(new byte[0]);

    /** Makes the terminal quiet, until it is closed. */
    SnippetInput(Terminal terminal) {
        this.terminal = terminal;
        editing = terminal.getAttributes();
        quiet = new Attributes(editing);
        quiet.setLocalFlags(EnumSet.of(LocalFlag.ICANON, LocalFlag.ECHO), false);
        quiet.setControlChar(Attributes.ControlChar.VMIN, 1);
        quiet.setControlChar(Attributes.ControlChar.VTIME, 0);
        terminal.setAttributes(quiet);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** Reads from the line that was typed last, or waits for one; what is left of it is not given to the prompt. */
    @Override
    public synchronized int read(byte[] bytes, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int count = line.read(bytes, from, length);
        if (count < 0) {
            line = new ByteArrayInputStream(readLine());
            count = line.read(bytes, from, length);
        }
        return count;
    }

    private byte[] readLine() throws IOException {
        ByteArrayOutputStream typed = new ByteArrayOutputStream();
        terminal.setAttributes(editing);
        try {
            int key;
            do {
                key = key();
                if (key >= 0) {
                    typed.write(key);
                }
            } while (key >= 0 && key != '\n');
            return typed.toByteArray();
        } finally {
            terminal.setAttributes(quiet);
        }
    }

    /** Waits in slices: a plain read does not end at Ctrl-C, and would take the next line from the prompt. */
    private int key() throws IOException {
        if (!(terminal.input() instanceof NonBlockingInputStream keys)) {
            return terminal.input().read();
        }
        int key;
        do {
            if (Thread.interrupted()) {
                throw new InterruptedIOException("interrupted while waiting for input");
            }
            key = keys.read(SLICE_MILLIS);
        } while (key == NonBlockingInputStream.READ_EXPIRED);
        return key;
    }
}
