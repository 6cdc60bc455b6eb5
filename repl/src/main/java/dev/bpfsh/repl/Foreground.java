// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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
    private final Attributes before;
    private final Semaphore heard = new Semaphore(0);

    /** To be made while the terminal is as the person's shell left it. */
    Foreground(Terminal terminal, Above above) {
        this.terminal = terminal;
        this.above = above;
        before = terminal.getAttributes();
    }

    /** Tells that Ctrl-C was pressed. */
    void interrupted() {
        heard.release();
    }

    /**
     * Runs a command of the shell and waits for its end.
     *
     * @return what there is to say about its end; empty for success
     */
    String run(String command) {
        return run(command, null);
    }

    /** As {@link #run(String)}, with a text as standard input; null for the terminal. */
    String run(String command, String input) {
        boolean ours = terminal instanceof TerminalExt system && system.getSystemStream() != null
                || terminal instanceof DumbTerminal;
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command);
        if (ours) {
            builder.inheritIO();
        } else {
            builder.redirectErrorStream(true).redirectInput(new File("/dev/null"));
        }
        if (input != null) {
            builder.redirectInput(Redirect.PIPE);
        }
        Attributes quiet = terminal.getAttributes();
        above.lend();
        heard.drainPermits();
        terminal.setAttributes(before);
        Process process = null;
        try {
            process = builder.start();
            if (input != null) {
                feed(process, input);
            }
            if (!ours) {
                copy(process.getInputStream());
            }
            int status = process.waitFor();
            if (ours && status == SIGNALLED + INTERRUPT) {
                // The same Ctrl-C is for us too: it must not come so late that it ends the next line.
                heard.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            }
            return said(status);
        } catch (IOException e) {
            return "the shell cannot be run: " + e.getMessage();
        } catch (InterruptedException e) {
            // Ctrl-C has reached it too, where it shares the terminal.
            return "stopped";
        } finally {
            if (process != null && process.isAlive()) {
                process.descendants().forEach(ProcessHandle::destroy);
                process.destroy();
            }
            terminal.setAttributes(quiet);
            above.takeBack();
        }
    }

    private static void feed(Process process, String input) {
        Thread feeder = new Thread(
                () -> {
                    try (OutputStream out = process.getOutputStream()) {
                        out.write((input.isEmpty() || input.endsWith("\n") ? input : input + "\n").getBytes());
                    } catch (IOException e) {
                        // It has read as much as it wants, as head does.
                        return;
                    }
                },
                "bpfsh-pipe");
        feeder.setDaemon(true);
        feeder.start();
    }

    private void copy(InputStream from) throws IOException {
        byte[] bytes = new byte[8192];
        for (int count = from.read(bytes); count >= 0; count = from.read(bytes)) {
            terminal.output().write(bytes, 0, count);
            terminal.output().flush();
        }
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
