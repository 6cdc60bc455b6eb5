// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.host.Output;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.loader.Session;
import dev.bpfsh.view.Style;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a person sees of the background while a line is typed: live tables above the line, and below it how things stand.
 * A thread keeps it up to date, and rests as long as there is nothing to see.
 */
final class Background implements Surroundings, AutoCloseable {
    private static final long SECOND_MILLIS = 1_000;
    private static final long BATCH_MILLIS = 50;
    /** A terminal of fewer rows is for what is typed. */
    private static final int FEWEST_ROWS = 10;

    private final Above above;
    private final Supplier<Style> style;
    private final StatusLine status = new StatusLine();
    private final LiveTexts live = new LiveTexts();
    private final Thread thread = new Thread(this::keepUpToDate, "bpfsh-status");
    private volatile String line = "";
    private volatile boolean wanted = true;
    private boolean started;
    private boolean due;
    private boolean closed;

    Background(Above above, Supplier<Style> style) {
        this.above = above;
        this.style = style;
        thread.setDaemon(true);
    }

    /** Whether there is to be a status line. */
    Settings.One setting() {
        return new Settings.One(
                "status",
                List.of("on", "off"),
                "a line below the prompt on how things stand",
                () -> wanted ? "on" : "off",
                value -> {
                    wanted = value.equals("on");
                    wake();
                });
    }

    /** Has it looked at again: something may have been attached or closed. */
    void wake() {
        synchronized (thread) {
            if (!started && !closed && (!Session.current().alive().isEmpty() || !live.isEmpty())) {
                started = true;
                thread.start();
            }
            due = true;
            thread.notifyAll();
        }
    }

    /** Shows lines in the place of those that the same owner has shown before. */
    void show(Object owner, String lines) {
        above.again(owner, lines);
        live.show(owner, lines, System.nanoTime());
        wake();
    }

    @Override
    public List<String> above(int columns, int rows) {
        return live.lines(rows);
    }

    @Override
    public List<String> below(int columns, int rows) {
        String now = line;
        return now.isEmpty() || rows < FEWEST_ROWS
                ? List.of()
                : List.of(style.get().faint(now));
    }

    private void keepUpToDate() {
        // What this thread writes is nobody's event.
        Output.printsHere();
        try {
            while (waitUntilDue()) {
                Thread.sleep(BATCH_MILLIS);
                String before = line;
                line = wanted ? look() : "";
                String over = live.takeOver(System.nanoTime());
                if (!over.isEmpty()) {
                    above.background(over);
                } else if (!live.isEmpty() || !line.equals(before)) {
                    above.refresh();
                }
            }
        } catch (IllegalStateException e) {
            // The terminal was closed meanwhile: nobody sees the line.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String look() {
        try {
            return status.look(Session.current().alive(), System.nanoTime(), style.get());
        } catch (BpfException | IllegalStateException closed) {
            // Something was closed between two looks at it: the next one does not find it any more.
            return line;
        }
    }

    /** False when it is over. */
    private boolean waitUntilDue() throws InterruptedException {
        synchronized (thread) {
            boolean nothing = line.isEmpty() && live.isEmpty();
            if (!due && !closed) {
                thread.wait(nothing ? 0 : SECOND_MILLIS);
            }
            while (nothing && !due && !closed) {
                thread.wait();
            }
            due = false;
            return !closed;
        }
    }

    @Override
    public void close() {
        synchronized (thread) {
            closed = true;
            thread.notifyAll();
        }
    }
}
