// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.host.SystemShell;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.jline.terminal.spi.TerminalExt;

/**
 * Gives the terminal to a program of the system, and takes it back as it was.
 *
 * <p>The program is in the same process group, so Ctrl-C reaches it, and Ctrl-Z stops it together with bpfsh: {@code fg}
 * brings both back. What others print meanwhile appears afterwards.
 */
final class Foreground {
    private static final int NOT_FOUND = 127;
    private static final int SIGNALLED = 128;
    private static final int INTERRUPT = 2;
    private static final long PATIENCE_MILLIS = 1_000;

    private final Terminal terminal;
    private final Above above;
    private final Runnable stop;
    private final Attributes before;
    private final boolean shared;
    private final Semaphore heard = new Semaphore(0);
    private volatile Process running;
    private volatile boolean feeding;

    /**
     * To be made while the terminal is as the person's shell left it.
     *
     * @param stop ends what is evaluated: Ctrl-C has ended a program, or one reads no more
     */
    Foreground(Terminal terminal, Above above, Runnable stop) {
        this.terminal = terminal;
        this.above = above;
        this.stop = stop;
        before = terminal.getAttributes();
        shared = terminal instanceof TerminalExt system && system.getSystemStream() != null
                || terminal instanceof DumbTerminal;
    }

    /** Tells that Ctrl-C was pressed; false if it is for us too, because no program has the terminal for itself. */
    boolean interrupted() {
        Process program = running;
        heard.release();
        if (program != null && !shared) {
            // Not by itself: that would close what it writes to.
            program.toHandle().destroy();
        }
        return program != null && !feeding;
    }

    /**
     * Runs a command of the shell and waits for its end.
     *
     * @return what there is to say about its end; empty for success
     */
    String run(String command) {
        return run(command, Redirect.INHERIT, program -> {});
    }

    /**
     * Runs a command of the shell that reads all that is printed while work is done, and the text that this gives.
     *
     * @param work is done meanwhile
     * @return what there is to say about the end of the command; empty for success
     */
    String pipe(String command, Supplier<String> work) {
        return run(command, Redirect.PIPE, program -> {
            PrintStream in = new PrintStream(
                    new PipeEnd(program.getOutputStream(), this::nobodyReads), true, terminal.encoding());
            feeding = true;
            try (in) {
                Printed printed = new Printed(in, above);
                String text;
                try {
                    text = work.get();
                } finally {
                    printed.close();
                    // From here on it is the program that a Ctrl-C is for.
                    feeding = false;
                }
                in.print(text.isEmpty() || text.endsWith("\n") ? text : text + "\n");
            }
        });
    }

    private void nobodyReads() {
        if (feeding) {
            stop.run();
        }
    }

    /** What a program is given. */
    private interface Feeding {
        void feed(Process program);
    }

    private String run(String command, Redirect input, Feeding feeding) {
        var builder = SystemShell.command(command);
        if (shared) {
            builder.inheritIO();
        } else {
            builder.redirectErrorStream(true).redirectInput(new File("/dev/null"));
        }
        if (input == Redirect.PIPE) {
            builder.redirectInput(input);
        }
        above.lend();
        Attributes quiet = terminal.getAttributes();
        heard.drainPermits();
        terminal.setAttributes(before);
        Process process = null;
        try {
            process = builder.start();
            running = process;
            Thread copying = copy(process.getInputStream());
            feeding.feed(process);
            int status = process.waitFor();
            copying.join();
            if (shared && status == SIGNALLED + INTERRUPT) {
                // The same Ctrl-C is for us too: it must not come so late that it ends the next line.
                heard.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            }
            if (status == SIGNALLED + INTERRUPT) {
                // What stands behind it in the same text is not wanted either.
                stop.run();
            }
            return said(status);
        } catch (IOException e) {
            return "the shell cannot be run: " + e.getMessage();
        } catch (InterruptedException e) {
            // Ctrl-C has reached it too, where it shares the terminal.
            return "stopped";
        } finally {
            running = null;
            if (process != null && process.isAlive()) {
                process.descendants().forEach(ProcessHandle::destroy);
                process.destroy();
            }
            terminal.setAttributes(quiet);
            above.takeBack();
        }
    }

    /** What it writes, to a terminal that it cannot have itself; there is nothing to copy where it has. */
    private Thread copy(InputStream from) {
        Thread copying = new Thread(
                () -> {
                    byte[] bytes = new byte[8192];
                    try {
                        for (int count = from.read(bytes); count >= 0; count = from.read(bytes)) {
                            terminal.output().write(bytes, 0, count);
                            terminal.output().flush();
                        }
                    } catch (IOException e) {
                        // The terminal is gone.
                        return;
                    }
                },
                "bpfsh-copy");
        copying.setDaemon(true);
        copying.start();
        return copying;
    }

    private static String said(int status) {
        if (status == 0 || status == NOT_FOUND) {
            return ""; // The shell itself has said what it did not find.
        } else if (status == SIGNALLED + INTERRUPT) {
            return "\nstopped"; // The terminal has shown ^C, and is in the middle of a line.
        }
        return status > SIGNALLED ? "ended by signal " + (status - SIGNALLED) : "exit status " + status;
    }
}
