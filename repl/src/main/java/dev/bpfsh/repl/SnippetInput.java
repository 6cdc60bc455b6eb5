// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.host.Stop;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.EnumSet;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;
import org.jline.utils.NonBlockingReader;
import org.jline.utils.WCWidth;

/**
 * What stands in for {@code System.in} while the prompt lives. It reads from where JLine reads, so that no key is lost
 * between the two.
 *
 * <p>While a snippet runs, keys are not echoed: what is typed ahead appears at the next prompt, where it belongs, not in
 * the middle of the output. Only a snippet that waits for input shows and edits a line. The kernel could do that, but a
 * read of its lines does not end at Ctrl-C, and would take the next line from the prompt.
 */
final class SnippetInput extends InputStream {
    private static final long SLICE_MILLIS = 100;
    private static final char CTRL_C = 3;
    private static final char CTRL_D = 4;
    private static final char BACKSPACE = 8;
    private static final char CTRL_U = 21;
    private static final char DELETE = 127;

    private final Terminal terminal;
    private final Keys keys;
    private final Runnable interrupt;
    private final boolean shownElsewhere;
    private final Attributes quiet;
    private final Attributes waiting;
    private final Object turn = new Object();
    private volatile boolean taken;
    private boolean listening;
    private ByteArrayInputStream line = new ByteArrayInputStream(new byte[0]);

    /**
     * Makes the terminal quiet, until it is closed.
     *
     * @param interrupt is run at a Ctrl-C among the keys that a snippet waits for
     */
    SnippetInput(Terminal terminal, Keys keys, Runnable interrupt) {
        this.terminal = terminal;
        this.keys = keys;
        this.interrupt = interrupt;
        shownElsewhere = Teletype.takesWholeLines(terminal);
        quiet = terminal.getAttributes();
        quiet.setLocalFlags(EnumSet.of(LocalFlag.ICANON, LocalFlag.ECHO), false);
        quiet.setControlChar(ControlChar.VMIN, 1);
        quiet.setControlChar(ControlChar.VTIME, 0);
        // As a key Ctrl-C keeps its place before what is typed behind it.
        waiting = new Attributes(quiet);
        waiting.setControlChar(ControlChar.VINTR, PromptReader.NO_KEY);
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
            line = new ByteArrayInputStream(readLine().getBytes(terminal.encoding()));
            count = line.read(bytes, from, length);
        }
        return count;
    }

    private String readLine() throws IOException {
        try {
            StringBuilder typed = new StringBuilder();
            boolean whole = false;
            while (!whole) {
                whole = take(key(), typed);
            }
            return typed.toString();
        } finally {
            synchronized (turn) {
                listen(false);
            }
        }
    }

    /**
     * Says whether somebody else takes the keys now, the prompt or a program: a thread in the background waits meanwhile.
     * From when this returns on it takes none.
     */
    void taken(boolean byOthers) {
        taken = byOthers;
        if (byOthers) {
            synchronized (turn) {
                listen(false);
            }
        }
    }

    private void listen(boolean now) {
        if (listening != now) {
            listening = now;
            terminal.setAttributes(now ? waiting : quiet);
        }
    }

    /** Does what the key says; true when the line is whole, which at the end of input it is without a line end. */
    private boolean take(int key, StringBuilder typed) throws IOException {
        switch (key) {
            case NonBlockingReader.EOF, CTRL_D -> {
                return true;
            }
            case '\r', '\n' -> {
                echo("\n");
                typed.append('\n');
                return true;
            }
            case CTRL_C -> {
                echo("^C\n");
                typed.setLength(0);
                interrupt.run();
                checkStop();
            }
            case BACKSPACE, DELETE -> erase(typed, typed.isEmpty() ? 0 : typed.offsetByCodePoints(typed.length(), -1));
            case CTRL_U -> erase(typed, 0);
            default -> {
                echo(key < ' ' && key != '\t' ? "^" + (char) (key + '@') : String.valueOf((char) key));
                typed.append((char) key);
            }
        }
        return false;
    }

    private void erase(StringBuilder typed, int from) {
        int columns = typed.substring(from)
                .codePoints()
                .map(c -> c < ' ' ? 2 : WCWidth.wcwidth(c))
                .sum();
        echo("\b \b".repeat(Math.max(0, columns)));
        typed.setLength(from);
    }

    private void echo(String text) {
        if (!shownElsewhere) {
            terminal.writer().print(text);
            terminal.flush();
        }
    }

    private int key() throws IOException {
        while (true) {
            checkStop();
            synchronized (turn) {
                if (!taken) {
                    listen(true);
                    int key = keys.read(SLICE_MILLIS);
                    if (key != NonBlockingReader.READ_EXPIRED) {
                        return key;
                    }
                    continue;
                }
            }
            pause();
        }
    }

    private static void pause() throws InterruptedIOException {
        try {
            Thread.sleep(SLICE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            checkStop();
        }
    }

    private static void checkStop() throws InterruptedIOException {
        Stop.check();
        if (Thread.interrupted()) {
            throw new InterruptedIOException("interrupted while waiting for input");
        }
    }
}
