// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;
import org.jline.builtins.ScreenTerminal;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;

/** A terminal in this process: keys go in, and what a person would see comes out. */
final class Screen implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final PipedOutputStream keys = new PipedOutputStream();
    private final ScreenTerminal screen;
    private final StringBuffer everything = new StringBuffer();
    private final Terminal terminal;
    private final CharsetDecoder letters = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();

    Screen(int width, int height) throws IOException {
        this(width, height, "xterm");
    }

    /** @param type what the terminal is said to be, as {@code TERM} says it */
    Screen(int width, int height, String type) throws IOException {
        screen = new ScreenTerminal(width, height);
        OutputStream shown = new OutputStream() {
            @Override
            public void write(int b) {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                String text = decoded(bytes, from, length);
                everything.append(text);
                screen.write(text);
            }
        };
        terminal =
                new ExternalTerminal("test", type, new PipedInputStream(keys, 1 << 16), shown, StandardCharsets.UTF_8);
        terminal.setSize(new Size(width, height));
    }

    /** As a terminal does, which waits for the rest of a letter of several bytes. */
    private synchronized String decoded(byte[] bytes, int from, int length) {
        unfinished.write(bytes, from, length);
        ByteBuffer in = ByteBuffer.wrap(unfinished.toByteArray());
        CharBuffer out = CharBuffer.allocate(in.remaining());
        letters.decode(in, out, false);
        unfinished.reset();
        unfinished.write(in.array(), in.position(), in.remaining());
        return out.flip().toString();
    }

    Terminal terminal() {
        return terminal;
    }

    /** Gives the terminal another size; each row stays where it is. */
    void resize(int width, int height) {
        screen.setSize(width, height);
        terminal.setSize(new Size(width, height));
        terminal.raise(Terminal.Signal.WINCH);
    }

    Screen type(String text) throws IOException {
        keys.write(text.getBytes(StandardCharsets.UTF_8));
        keys.flush();
        return this;
    }

    /** Sends bytes that need not be letters. */
    Screen bytesTyped(int... bytes) throws IOException {
        for (int each : bytes) {
            keys.write(each);
        }
        keys.flush();
        return this;
    }

    Screen enter(String line) throws IOException {
        return type(line + "\r");
    }

    /** The rows, without the blanks at their ends and the empty rows at the bottom. */
    String text() {
        return screen.toString()
                .lines()
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"))
                .stripTrailing();
    }

    /** All that was sent to the terminal. */
    String bytes() {
        return everything.toString();
    }

    /** Waits until the rows end with {@code end}. */
    Screen awaitEnd(String end) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        // Looked at once each time: it may go on meanwhile.
        String text = text();
        while (!text.endsWith(end) && System.nanoTime() < until) {
            Thread.sleep(10);
            text = text();
        }
        assertThat(text).endsWith(end);
        return this;
    }

    /** Waits until {@code part} is on the screen. */
    Screen await(String part) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        String text = text();
        while (!text.contains(part) && System.nanoTime() < until) {
            Thread.sleep(10);
            text = text();
        }
        assertThat(text).contains(part);
        return this;
    }

    /** Ends the input, as a terminal that is closed does. */
    void hangUp() throws IOException {
        keys.close();
    }

    @Override
    public void close() throws IOException {
        keys.close();
        terminal.close();
    }
}
