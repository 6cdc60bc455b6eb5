// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.host.Output;
import dev.bpfsh.view.Width;
import java.io.ByteArrayInputStream;
import java.io.IOError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jline.builtins.Less;
import org.jline.builtins.Source;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;

/**
 * Shows all lines of something, as {@code less} does where they are more than a screen: {@code q} and Ctrl-C leave,
 * {@code /} searches, the arrows go up, down and sideways. Lines are made when the person gets to them. What comes in
 * the background meanwhile is shown afterwards.
 */
final class Pager implements Output.Pager {
    private static final int PROMPT = 2;

    private final Terminal terminal;
    private final Above above;
    private volatile boolean wanted = true;

    Pager(Terminal terminal, Above above) {
        this.terminal = terminal;
        this.above = above;
    }

    /** Whether it stops at each screen. */
    Settings.One setting() {
        return new Settings.One(
                "pager",
                List.of("on", "off"),
                "whether show(x) waits at each screen",
                () -> wanted ? "on" : "off",
                value -> wanted = value.equals("on"));
    }

    @Override
    public void show(Iterable<String> lines, boolean folds) {
        if (!wanted) {
            pass(lines);
            return;
        }
        Iterator<String> all = lines.iterator();
        List<String> first = new ArrayList<>();
        int rows = 0;
        boolean fits = true;
        while (fits && all.hasNext()) {
            String line = PlainText.harmless(all.next());
            first.add(line);
            int width = Width.of(line);
            rows += 1 + Math.max(0, width - 1) / columns();
            fits = Teletype.is(terminal) || rows <= terminal.getHeight() - PROMPT && (folds || width <= columns());
        }
        if (fits) {
            above.answer(String.join("\n", first));
        } else {
            page(new Lines(first.iterator(), all), folds);
        }
    }

    /** Shows all without a stop, until Ctrl-C. */
    private void pass(Iterable<String> lines) {
        Iterator<String> all = lines.iterator();
        while (!Thread.currentThread().isInterrupted() && all.hasNext()) {
            above.answer(all.next());
        }
    }

    private int columns() {
        return terminal.getWidth() > 0 ? terminal.getWidth() : Integer.MAX_VALUE;
    }

    private void page(InputStream lines, boolean folds) {
        Thread reader = Thread.currentThread();
        above.lend();
        Attributes attributes = terminal.getAttributes();
        // Ctrl-C leaves the pager, and what was evaluated goes on as after q.
        Terminal.SignalHandler before = terminal.handle(Terminal.Signal.INT, signal -> reader.interrupt());
        try {
            Less less = new Less(terminal, Path.of(""));
            less.chopLongLines = !folds;
            less.run(new ArrayList<>(List.of(new Source.InputStreamSource(lines, true, "q leaves, / searches"))));
        } catch (IOException | IOError | InterruptedException left) {
            // Ctrl-C, or the terminal is gone: both are no matter of what was shown.
            return;
        } finally {
            Thread.interrupted();
            terminal.handle(Terminal.Signal.INT, before);
            terminal.setAttributes(attributes);
            above.takeBack();
        }
    }

    /** Lines as bytes, made when they are read. */
    private static final class Lines extends InputStream {
        private final Iterator<String> first;
        private final Iterator<String> rest;
        private InputStream line = new ByteArrayInputStream(new byte[0]);

        Lines(Iterator<String> first, Iterator<String> rest) {
            this.first = first;
            this.rest = rest;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        /** At most the rest of a line, so that no more are made than are needed. */
        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int count = line.read(bytes, from, length);
            while (count < 0 && (first.hasNext() || rest.hasNext())) {
                String next = first.hasNext() ? first.next() : PlainText.harmless(rest.next());
                line = new ByteArrayInputStream((next + "\n").getBytes(Charset.defaultCharset()));
                count = line.read(bytes, from, length);
            }
            return count;
        }
    }
}
