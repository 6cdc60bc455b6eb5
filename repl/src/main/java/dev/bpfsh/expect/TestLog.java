// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.expect;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file by which a script that another bpfsh runs as a test tells it how its parts ended. What is written stays, also
 * where the process dies.
 */
public final class TestLog {
    /** The property that a process has which runs a test. */
    public static final String FILE = "bpfsh.test.log";

    private static final String LIMIT = "bpfsh.test.limit";
    private static final String SCRIPT = "bpfsh.test.script";

    /** The whole of a script, among its tests, which have names. */
    public static final String WHOLE = "";

    /** How a test ended. */
    public enum End {
        /** It has begun, and the process ended. */
        NONE,
        /** It did all that it should. */
        PASSED,
        /** Something is not as it is expected. */
        FAILED,
        /** It could not do what it should: an exception, a script that does not compile. */
        BROKEN,
        /** A permission or a feature of the kernel is missing. */
        SKIPPED
    }

    /**
     * A test and how it ended.
     *
     * @param text what there is to say of it, for a person; empty where it passed
     * @param line of the script, 0 where none is known
     */
    public record Entry(String name, End end, String text, int line, Duration time) {
        private boolean ends(Entry begun) {
            return begun.end == TestLog.End.NONE && begun.name.equals(name);
        }
    }

    private final Path file;
    private final Path script;
    private final Duration limit;

    private TestLog(Path file, Path script, Duration limit) {
        this.file = file;
        this.script = script;
        this.limit = limit;
    }

    /** One in a file, which is made by the first entry. */
    public static TestLog in(Path file, Path script, Duration limit) {
        return new TestLog(file, script, limit);
    }

    /** That of this process; empty where it runs no test. */
    public static Optional<TestLog> ofProcess() {
        return Optional.ofNullable(System.getProperty(FILE))
                .map(file -> new TestLog(
                        Path.of(file), Path.of(System.getProperty(SCRIPT)), Duration.parse(System.getProperty(LIMIT))));
    }

    /** What is to be told to a JVM for this to be its log. */
    public List<String> options() {
        return List.of("-D" + FILE + "=" + file, "-D" + SCRIPT + "=" + script, "-D" + LIMIT + "=" + limit);
    }

    /** How long the whole may take. */
    public Duration limit() {
        return limit;
    }

    /** Notes that the process ends by itself, whatever its exit status is: nothing has killed it. */
    public void leaves() {
        try {
            Files.createFile(leaving());
        } catch (IOException e) {
            // Whoever runs the test is gone with its folder, and will not ask.
            return;
        }
    }

    /** Whether the process ended by itself; also where it was asked to, as by SIGTERM. */
    public boolean left() {
        return Files.exists(leaving());
    }

    private Path leaving() {
        return file.resolveSibling(file.getFileName() + ".left");
    }

    /** The line of the script that a frame is at; empty for one of another file. */
    String source(StackTraceElement frame) {
        try {
            return script.getFileName().toString().equals(frame.getFileName())
                    ? Files.readAllLines(script).get(frame.getLineNumber() - 1).strip()
                    : "";
        } catch (IOException | IndexOutOfBoundsException changed) {
            return "";
        }
    }

    /** Notes that a test begins. */
    void begin(String name) {
        add(new Entry(name, End.NONE, "", 0, Duration.ZERO));
    }

    /** Notes how a test ended. */
    public synchronized void add(Entry entry) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            text(out, entry.name());
            out.writeInt(entry.end().ordinal());
            text(out, entry.text());
            out.writeInt(entry.line());
            out.writeLong(entry.time().toNanos());
            Files.write(file, bytes.toByteArray(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("test log " + file, e);
        }
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /**
     * The tests in the order in which they began.
     *
     * @throws IOException if the file cannot be read
     */
    public List<Entry> entries() throws IOException {
        List<Entry> entries = new ArrayList<>();
        if (!Files.exists(file)) {
            return entries;
        }
        try (var in = new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            while (in.available() > 0) {
                var entry = entry(in);
                int begun = entries.size() - 1;
                while (begun >= 0 && !entry.ends(entries.get(begun))) {
                    begun--;
                }
                if (begun >= 0) {
                    entries.set(begun, entry);
                } else {
                    entries.add(entry);
                }
            }
        } catch (EOFException died) {
            // In the middle of an entry: what is before it counts.
            return entries;
        }
        return entries;
    }

    private static Entry entry(DataInputStream in) throws IOException {
        var name = text(in);
        var end = End.values()[in.readInt()];
        return new Entry(name, end, text(in), in.readInt(), Duration.ofNanos(in.readLong()));
    }

    private static String text(DataInputStream in) throws IOException {
        byte[] bytes = in.readNBytes(in.readInt());
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
