// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.host.Output;
import java.io.IOError;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jline.terminal.Terminal;

/**
 * The one way to the terminal while the prompt lives.
 *
 * <p>While a line is being typed, text of other threads appears above it, in whole lines, at most a screenful a second;
 * while a snippet runs, what it prints goes straight to the terminal.
 *
 * <p>Two roads lead here. {@link #stream()} stands in for {@code System.out} and {@code System.err}: its lines are
 * gathered and printed by a thread of ours every 50 ms. {@link #background} prints on the calling thread, because a
 * trace tail drops the lines that its own printing thread causes, and it knows that thread by its id only.
 */
final class Above implements AutoCloseable {
    private static final long BATCH_MILLIS = 50;
    private static final int MOST_HELD = 1 << 16;

    /** Most snippets are over before anybody misses a live table. */
    private static final long SHORT_NANOS = 500_000_000L;

    private static final String UP = "\u001b[%dA\r\u001b[J";

    private final PromptReader reader;
    private final Terminal terminal;
    private final Allowance allowance;
    // Taken before JLine's own lock, never inside it: so code that runs while JLine holds its lock must not print.
    private final ReentrantLock printing = new ReentrantLock();
    private final StringBuilder gathered = new StringBuilder();
    private final List<AboveStream> streams = new ArrayList<>();
    private final Thread printer = new Thread(this::print, "bpfsh-above");
    private volatile boolean reading;
    private final StringBuilder held = new StringBuilder();
    private long heldBack;
    private volatile boolean lent;
    private volatile PrintStream answers;
    private Consumer<Boolean> told = taken -> {};
    private boolean due;
    private boolean closed;
    private long readingEnded;
    private boolean endsLine = true;
    /** Whose lines are the last on the screen, and how many rows they take; null for nobody's. */
    private Object lastOwner;

    private int lastRows;

    Above(PromptReader reader) {
        this.reader = reader;
        this.terminal = reader.getTerminal();
        // Two rows stay for the note and for the prompt itself.
        this.allowance = new Allowance(
                () -> terminal.getHeight() > 3 ? terminal.getHeight() - 2 : 22,
                () -> terminal.getWidth() > 0 ? terminal.getWidth() : 80,
                System::nanoTime);
        printer.setDaemon(true);
        printer.start();
    }

    /** A stream to put in the place of {@code System.out} or {@code System.err}. */
    PrintStream stream() {
        AboveStream stream = new AboveStream(this, terminal.encoding());
        streams.add(stream);
        return new PrintStream(stream, true, terminal.encoding());
    }

    /** Prints whole lines above the line being typed, on the calling thread, within the allowance. */
    void background(String lines) {
        show(allowance.admit(lines));
        if (allowance.holding()) {
            wake();
        }
    }

    /** Has somebody told whether keys are for a line that is typed or for somebody else who has the terminal. */
    void tellsOfKeys(Consumer<Boolean> taken) {
        told = taken;
    }

    /** Tells that the line reader begins or has ended reading; called by the thread that reads. */
    void reading(boolean now) {
        told.accept(now);
        printing.lock();
        try {
            reading = now;
            if (now && lastOwner != null) {
                // It goes on above the line that will be typed.
                terminal.writer().print(String.format(UP, lastRows));
            }
            lastOwner = null;
            endsLine |= !now;
            readingEnded = System.nanoTime();
        } finally {
            printing.unlock();
        }
        if (!now) {
            streams.forEach(stream -> stream.settle(0));
            show(take());
        }
    }

    /**
     * Prints our own answer at once, whole, after everything that was printed before it. What stands in it of others, in
     * the source of an opened file say, drives no terminal.
     */
    void answer(String text) {
        PrintStream to = answers;
        if (to == null) {
            tell(text);
        } else if (!text.isEmpty()) {
            to.println(PlainText.harmless(text));
        }
    }

    /** Has answers go elsewhere; null for the terminal. */
    void answersTo(PrintStream other) {
        answers = other;
    }

    /** As {@link #answer}, but always to the terminal: it is about what went wrong. */
    void tell(String text) {
        if (!text.isEmpty()) {
            String harmless = PlainText.harmless(text);
            show(harmless.endsWith("\n") ? harmless : harmless + "\n");
        }
    }

    /** Prints what replaces what the same owner printed before, if a snippet has had the screen for a while. */
    void again(Object owner, String lines) {
        printing.lock();
        try {
            if (reading || lent || System.nanoTime() - readingEnded < SHORT_NANOS) {
                return;
            }
            String text = PlainText.harmless(lines);
            int rows = (int) text.lines().count();
            // Where something was printed since, below it.
            terminal.writer().print(owner == lastOwner ? String.format(UP, lastRows) + text : text);
            terminal.flush();
            endsLine = true;
            lastOwner = rows < terminal.getHeight() && !Teletype.is(terminal) ? owner : null;
            lastRows = rows;
        } catch (IllegalStateException | IOError e) {
            // The terminal is gone.
            return;
        } finally {
            printing.unlock();
        }
    }

    /** Whether what was printed last is a whole line, so that the prompt can follow it. */
    boolean endsLine() {
        return endsLine;
    }

    /** Draws the line that is being typed anew, with what is around it. */
    void refresh() {
        printing.lock();
        try {
            if (reading && !lent) {
                reader.refresh();
            }
        } catch (IllegalStateException | IOError e) {
            // The terminal is gone, and with it the line.
            return;
        } finally {
            printing.unlock();
        }
    }

    /** True while text must not go to the terminal as it comes. */
    boolean isReading() {
        return reading;
    }

    /** Sends bytes of a running snippet to the terminal; false when a line is being typed, and nothing was sent. */
    boolean direct(byte[] bytes, int from, int length) {
        printing.lock();
        try {
            if (reading || lent) {
                return false;
            }
            lastOwner = null;
            endsLine = bytes[from + length - 1] == '\n';
            terminal.output().write(bytes, from, length);
            terminal.output().flush();
            return true;
        } catch (IOException | IllegalStateException e) {
            // The terminal is gone, and with it everybody who could be told.
            return true;
        } finally {
            printing.unlock();
        }
    }

    /** Somebody else has the terminal now: what is to be shown waits, and what is too much is counted. */
    void lend() {
        told.accept(true);
        printing.lock();
        try {
            terminal.flush();
            lent = true;
        } finally {
            printing.unlock();
        }
    }

    /** Whether somebody else has the terminal. */
    boolean isLent() {
        return lent;
    }

    /** The terminal is ours again. */
    void takeBack() {
        told.accept(false);
        String text;
        printing.lock();
        try {
            lent = false;
            lastOwner = null;
            endsLine = false; // Nobody knows where the other one left the cursor.
            text = held + (heldBack == 0 ? "" : "... " + heldBack + " more lines came meanwhile\n");
            held.setLength(0);
            heldBack = 0;
        } finally {
            printing.unlock();
        }
        show(text);
    }

    /** Puts whole lines into the next batch, as far as the allowance goes. */
    void gather(String lines) {
        synchronized (gathered) {
            gathered.append(allowance.admit(lines));
        }
        wake();
    }

    /** Makes the printing thread look again. */
    void wake() {
        synchronized (printer) {
            due = true;
            printer.notifyAll();
        }
    }

    /** Prints what was gathered and ends the printing thread. */
    @Override
    public void close() {
        synchronized (printer) {
            closed = true;
            printer.notifyAll();
        }
        reading(false);
    }

    private void print() {
        Output.printsHere();
        try {
            while (waitUntilDue()) {
                Thread.sleep(BATCH_MILLIS);
                for (AboveStream stream : List.copyOf(streams)) {
                    stream.settle(AboveStream.PATIENCE_NANOS);
                }
                show(take() + allowance.overdue());
                if (allowance.holding()) {
                    wake();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean waitUntilDue() throws InterruptedException {
        synchronized (printer) {
            while (!due && !closed) {
                printer.wait();
            }
            due = false;
            return !closed;
        }
    }

    private String take() {
        synchronized (gathered) {
            String text = gathered.toString();
            gathered.setLength(0);
            return text;
        }
    }

    private void hold(String text) {
        if (held.length() + text.length() <= MOST_HELD) {
            held.append(text);
        } else {
            heldBack += text.lines().count();
        }
    }

    private void show(String text) {
        if (text.isEmpty()) {
            return;
        }
        printing.lock();
        try {
            lastOwner = null;
            if (lent) {
                hold(text);
            } else if (reading) {
                reader.printAbove(text);
            } else {
                endsLine = text.endsWith("\n");
                terminal.writer().print(text);
                terminal.flush();
            }
        } catch (IllegalStateException | IOError e) {
            // The terminal was closed by the JVM's end: whoever prints later prints to nobody.
            return;
        } finally {
            printing.unlock();
        }
    }
}
