// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.testing;

import static java.util.stream.Collectors.joining;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jline.builtins.ScreenTerminal;

/**
 * A terminal at the far end of a wire, as with ssh: everything takes a while in either direction, and what was sent can
 * be looked at byte by byte. The terminal is JLine's, in this process; it answers when it is asked who it is, and does not
 * break lines anew when it is resized. The near end is a pty that script(1) makes.
 */
public final class Wire implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process script;
    private final Duration delay;
    private final ScreenTerminal screen;
    private final ScheduledExecutorService wire = Executors.newSingleThreadScheduledExecutor();
    private final StringBuffer bytes = new StringBuffer();
    private final CharsetDecoder letters = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();

    private Wire(Process script, int width, int height, Duration delay) {
        this.script = script;
        this.delay = delay;
        screen = new ScreenTerminal(width, height);
        Thread reader = new Thread(this::read, "wire");
        reader.setDaemon(true);
        reader.start();
    }

    /** Opens a terminal and runs the command in it, in this folder and environment. */
    static Wire open(
            int width, int height, Duration delay, Path folder, Map<String, String> environment, List<String> command) {
        List<String> words = new ArrayList<>(List.of("exec"));
        command.forEach(word -> words.add("'" + word.replace("'", "'\\''") + "'"));
        String line = "stty rows " + height + " cols " + width + "; " + String.join(" ", words);
        ProcessBuilder builder = new ProcessBuilder("script", "-qfe", "--echo", "always", "-c", line, "/dev/null")
                .directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return new Wire(builder.start(), width, height, delay);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        byte[] some = new byte[4096];
        try (InputStream in = script.getInputStream()) {
            for (int count = in.read(some); count >= 0; count = in.read(some)) {
                byte[] came = Arrays.copyOf(some, count);
                wire.schedule(() -> show(came), delay.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void show(byte[] came) {
        bytes.append(new String(came, StandardCharsets.ISO_8859_1));
        unfinished.writeBytes(came);
        ByteBuffer in = ByteBuffer.wrap(unfinished.toByteArray());
        CharBuffer out = CharBuffer.allocate(in.remaining());
        letters.decode(in, out, false);
        unfinished.reset();
        unfinished.write(in.array(), in.position(), in.remaining());
        screen.write(out.flip());
        String answer = screen.read();
        if (!answer.isEmpty()) {
            type(answer);
        }
    }

    /** Types text as it is, without Enter. */
    public Wire type(String text) {
        return type(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Types bytes as they are: letters of another encoding. */
    public Wire type(byte[] keys) {
        wire.schedule(() -> send(keys), delay.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    private void send(byte[] keys) {
        try {
            script.getOutputStream().write(keys);
            script.getOutputStream().flush();
        } catch (IOException e) {
            // The other end is gone, as a test may want it.
            return;
        }
    }

    /** Types a line and presses Enter. */
    public Wire enter(String line) {
        return type(line + "\r");
    }

    /** What is on the screen now: lines without trailing blanks, without empty lines at the end. */
    public String screen() {
        return screen.toString()
                .lines()
                .map(String::stripTrailing)
                .collect(joining("\n"))
                .stripTrailing();
    }

    /** All that was sent to the terminal until now, a letter for each byte. */
    public String bytes() {
        return bytes.toString();
    }

    /** Gives the terminal another size. */
    public Wire resize(int width, int height) {
        screen.setSize(width, height);
        try {
            Path pty = Files.readSymbolicLink(Path.of("/proc", Long.toString(pid()), "fd/0"));
            new ProcessBuilder("stty", "-F", pty.toString(), "rows", "" + height, "cols", "" + width)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw Patience.interrupted(e);
        }
        return this;
    }

    /** The id of the command's process. */
    public long pid() {
        return script.children().findFirst().orElseThrow().pid();
    }

    /**
     * Waits until the regular expression is found on the screen; ^ and $ are those of lines.
     *
     * @throws AssertionError when it is not there within half a minute; it shows the screen
     */
    public Wire await(String regex) {
        Pattern pattern = Pattern.compile(regex, Pattern.MULTILINE);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!pattern.matcher(screen()).find()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited for /" + regex + "/ on the screen\n" + screen());
            }
            Patience.pause();
        }
        return this;
    }

    /** Waits for the command's end and returns its exit status. */
    public int awaitEnd() {
        try {
            if (!script.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("waited for the command's end\n" + screen());
            }
            return script.exitValue();
        } catch (InterruptedException e) {
            throw Patience.interrupted(e);
        }
    }

    /** Cuts the wire: what still runs there is hung up. */
    @Override
    public void close() {
        List<ProcessHandle> running = script.descendants().toList();
        script.destroy();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
        while (running.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < deadline) {
            Patience.pause();
        }
        running.forEach(ProcessHandle::destroyForcibly);
        script.destroyForcibly();
        wire.shutdownNow();
    }
}
