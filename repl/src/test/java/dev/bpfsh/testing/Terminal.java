// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.testing;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A real terminal without a person: a tmux server of its own with one window, in which a command runs. Keys go in, the
 * screen comes out as a user would see it.
 *
 * <pre>{@code
 * try (Terminal terminal = Bpfsh.in(home).terminal(80, 24)) {
 *     terminal.await("^bpfsh> $").enter("1 + 1").await("^\\$1 ==> 2$");
 * }
 * }</pre>
 */
public final class Terminal implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration HANGUP = Duration.ofSeconds(3);

    private static final String SETTINGS = """
            set -g status off
            set -g remain-on-exit on
            set -g remain-on-exit-format ""
            set -g escape-time 0
            set -g history-limit 10000
            set -g default-terminal screen-256color
            """;

    /** tmux 3.3 now and then forgets the status of a command; a shell around it does not. */
    private static final String KEEP_STATUS = "trap : INT QUIT HUP; \"$@\"; echo $? >\"$0\"";

    private final Path sockets;
    private final ControlMode control;

    private Terminal(Path sockets, ControlMode control) {
        this.sockets = sockets;
        this.control = control;
    }

    /** Opens a window of the given size and runs the command in it, in this folder and environment. */
    public static Terminal open(
            int width, int height, Path folder, Map<String, String> environment, List<String> command) {
        try {
            // Short: the name of a socket may have 107 characters.
            Path sockets = Files.createTempDirectory(Path.of("/tmp"), "bpfsh");
            Path settings = Files.writeString(sockets.resolve("tmux.conf"), SETTINGS);
            List<String> open = new ArrayList<>(List.of("new-session", "-f", "ignore-size,no-output"));
            open.addAll(List.of("-x", Integer.toString(width), "-y", Integer.toString(height)));
            open.addAll(List.of("-c", folder.toString(), "--"));
            open.addAll(List.of(
                    "/bin/sh", "-c", KEEP_STATUS, sockets.resolve("status").toString()));
            open.addAll(command);
            var options = List.of("-S", sockets + "/s", "-f", settings.toString());
            return new Terminal(sockets, ControlMode.start(environment, options, open));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Types text as it is, without Enter. */
    public Terminal type(String text) {
        tmux(List.of("send-keys", "-l", "--", text));
        return this;
    }

    /** Presses keys by tmux's names: Enter, Tab, Up, BSpace, C-c, C-d, M-b. */
    public Terminal press(String... keys) {
        List<String> send = new ArrayList<>(List.of("send-keys", "--"));
        send.addAll(List.of(keys));
        tmux(send);
        return this;
    }

    /** Types a line and presses Enter. */
    public Terminal enter(String line) {
        return type(line).press("Enter");
    }

    /** Pastes text as a terminal does: at once, bracketed where the program asks for it. */
    public Terminal paste(String text) {
        tmux(List.of("set-buffer", "--", text));
        tmux(List.of("paste-buffer", "-p"));
        return this;
    }

    /** What is on the screen now: lines without trailing blanks, without empty lines at the end. */
    public String screen() {
        return tidy(tmux(List.of("capture-pane", "-p")));
    }

    /** The screen, and all lines that have left it at the top. */
    public String everything() {
        return tidy(tmux(List.of("capture-pane", "-p", "-S", "-")));
    }

    /** Forgets the lines that have left the screen at the top. */
    public Terminal forget() {
        tmux(List.of("clear-history"));
        return this;
    }

    /** The screen with the escapes for how its characters look, without empty lines at the end. */
    public String styled() {
        return tidy(tmux(List.of("capture-pane", "-p", "-e")));
    }

    /** The lines that were too long for the window and go on in the next, each as a whole. */
    public List<String> wrapped() {
        int width = Integer.parseInt(format("#{pane_width}"));
        return tidy(tmux(List.of("capture-pane", "-p", "-J", "-S", "-")))
                .lines()
                .filter(line -> line.length() > width)
                .toList();
    }

    /** Where the cursor is: its line on the screen, from 0. */
    public int cursorLine() {
        return Integer.parseInt(format("#{cursor_y}"));
    }

    /** Where the cursor is: its column on the screen, from 0. */
    public int cursorColumn() {
        return Integer.parseInt(format("#{cursor_x}"));
    }

    /** Gives the window another size, as a user who drags its corner; it returns once the command can know. */
    public Terminal resize(int width, int height) {
        tmux(List.of("resize-window", "-x", Integer.toString(width), "-y", Integer.toString(height)));
        // tmux tells the command a little later, and of two that come together maybe of neither.
        String tty = format("#{pane_tty}");
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!sizeOf(tty).equals(height + " " + width)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("the window does not become " + width + "x" + height);
            }
            Patience.pause();
        }
        return this;
    }

    /**
     * Waits until the regular expression is found on the screen; ^ and $ are those of lines.
     *
     * @throws AssertionError when it is not there within a minute; it shows the screen
     */
    public Terminal await(String regex) {
        return await(regex, PATIENCE);
    }

    /**
     * Waits until the regular expression is found on the screen; ^ and $ are those of lines.
     *
     * @throws AssertionError when it is not there in time; it shows the screen
     */
    public Terminal await(String regex, Duration patience) {
        Pattern pattern = Pattern.compile(regex, Pattern.MULTILINE);
        return await(
                "/" + regex + "/ on the screen",
                this::screen,
                text -> pattern.matcher(text).find(),
                patience);
    }

    /**
     * Waits until the screen with its escapes, as {@link #styled} has it, is as wanted.
     *
     * @param what says it, for the message
     * @throws AssertionError when it is not within a minute; it shows the screen
     */
    public Terminal awaitStyled(String what, Predicate<String> wanted) {
        return await(what, this::styled, wanted, PATIENCE);
    }

    /**
     * Waits until the screen is as wanted.
     *
     * @param what says it, for the message
     * @throws AssertionError when it is not within a minute; it shows the screen
     */
    public Terminal await(String what, Predicate<String> wanted) {
        return await(what, this::screen, wanted, PATIENCE);
    }

    private Terminal await(String what, Supplier<String> seen, Predicate<String> wanted, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        String screen = seen.get();
        while (!wanted.test(screen)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited " + patience.toMillis() + " ms for " + what + "\n" + framed(screen));
            }
            Patience.pause();
            screen = seen.get();
        }
        return this;
    }

    /** Has the command ended? */
    public boolean ended() {
        return !status().isEmpty();
    }

    /**
     * Waits for the command's end and returns its exit status, 128 + N when signal N ended it.
     *
     * @throws AssertionError when it does not end within a minute; it shows the screen
     */
    public int awaitEnd() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!ended()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(
                        "waited " + PATIENCE.toMillis() + " ms for the command's end\n" + framed(screen()));
            }
            Patience.pause();
        }
        awaitLastWords();
        return Integer.parseInt(status());
    }

    // What it wrote at its end is on the screen once the terminal has come to the end of it.
    private void awaitLastWords() {
        long deadline = System.nanoTime() + HANGUP.toNanos();
        while (!format("#{pane_dead}").equals("1") && System.nanoTime() < deadline) {
            Patience.pause();
        }
    }

    private String status() {
        Path status = sockets.resolve("status");
        try {
            return Files.exists(status) ? Files.readString(status).strip() : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The id of the command's process; the launcher becomes the JVM, so it is bpfsh's own. */
    public long pid() {
        var shell = ProcessHandle.of(Long.parseLong(format("#{pane_pid}"))).orElseThrow();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<ProcessHandle> command = shell.children().findFirst();
            if (command.isPresent()) {
                return command.get().pid();
            }
            Patience.pause();
        }
        throw new AssertionError("the command does not start\n" + framed(screen()));
    }

    /** Closes the window; what still runs in it is hung up, and killed if it does not mind. */
    @Override
    public void close() {
        List<ProcessHandle> running = ProcessHandle.of(Long.parseLong(format("#{pane_pid}")))
                .map(shell ->
                        Stream.concat(shell.descendants(), Stream.of(shell)).toList())
                .orElse(List.of());
        endServer();
        hangUp(running);
        long deadline = System.nanoTime() + HANGUP.toNanos();
        while (running.stream().anyMatch(Footprint::runs) && System.nanoTime() < deadline) {
            Patience.pause();
        }
        running.forEach(ProcessHandle::destroyForcibly);
        try (var files = Files.walk(sockets)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // The kernel tells the shell alone, which hands it on only where a person uses it.
    private void hangUp(List<ProcessHandle> running) {
        List<String> pids =
                running.stream().map(process -> Long.toString(process.pid())).toList();
        try {
            new ProcessBuilder("sh", "-c", "kill -HUP " + String.join(" ", pids) + " 2>&-")
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw Patience.interrupted(e);
        }
    }

    private String format(String format) {
        return tmux(List.of("display-message", "-p", format)).strip();
    }

    private static String tidy(String screen) {
        return screen.lines().map(String::stripTrailing).collect(joining("\n")).stripTrailing();
    }

    private static String framed(String screen) {
        return screen.lines().map(line -> "| " + line).collect(joining("\n"));
    }

    private String tmux(List<String> command) {
        try {
            return control.send(command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void endServer() {
        try {
            control.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw Patience.interrupted(e);
        }
    }

    private static String sizeOf(String tty) {
        try {
            Process stty = new ProcessBuilder("stty", "size", "-F", tty).start();
            return new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
