// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.loader.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A run of a script inside the process of a session, which outlives it: what the script leaves open is closed at its end,
 * its threads are stopped, and its {@code exit()} ends the script alone.
 */
public final class ScriptRun {
    private static final int LARGEST = 16 << 20;
    private static final long LONGEST_END_NANOS = 5_000_000_000L;

    private final String name;
    private final Path file;
    private final Script script;
    private final ThreadGroup threads;
    private volatile OptionalInt status = OptionalInt.empty();

    private ScriptRun(String name, Path file, Script script) {
        this.name = name;
        this.file = file;
        this.script = script;
        this.threads = new ThreadGroup(EvaluationThread.GROUP, "bpfsh-run-" + name);
    }

    /**
     * Compiles a script, or takes what it was compiled into before.
     *
     * @param nameOrFile the name of a bundled script, or a file
     * @param prelude what goes before it
     * @throws BpfException if there is no such script, or it cannot be read
     * @throws ScriptErrors if it does not compile
     */
    public static ScriptRun of(String nameOrFile, String prelude) {
        var file = find(nameOrFile);
        var source = read(file, "run", nameOrFile);
        return new ScriptRun(
                nameOrFile, file, ScriptCache.of(System.getenv()).script(file.toString(), source, prelude));
    }

    /**
     * The file that a name means.
     *
     * @throws BpfException if there is none
     */
    static Path find(String nameOrFile) {
        try {
            var named = Path.of(nameOrFile);
            var bundled = nameOrFile.contains("/") || nameOrFile.endsWith(".jsh")
                    ? Optional.<Path>empty()
                    : Bundled.scripts().find(nameOrFile);
            return bundled.or(() -> Optional.of(named).filter(Files::exists)).orElseThrow(() -> unknown(nameOrFile));
        } catch (InvalidPathException e) {
            throw unknown(nameOrFile.replace('\0', '?'));
        }
    }

    private static BpfException unknown(String name) {
        var near = Bundled.scripts().near(name);
        return new BpfException(
                "run",
                name,
                "no such script or file",
                null,
                List.of(),
                near.isEmpty()
                        ? "a file, or one of: "
                                + String.join(" ", Bundled.scripts().names())
                        : "did you mean " + String.join(", ", near) + "?");
    }

    /**
     * The text of a file with source, which is not read if it cannot be such.
     *
     * @throws BpfException with why it cannot be read
     */
    public static String read(Path file, String operation, String name) {
        try {
            if (Files.isDirectory(file)) {
                throw new BpfException(operation, name, "is a directory", null, List.of(), null);
            }
            byte[] bytes;
            // Also what has no size, such as a pipe or a device, has an end that way.
            try (var in = Files.newInputStream(file)) {
                bytes = in.readNBytes(LARGEST + 1);
            }
            if (bytes.length > LARGEST) {
                throw new BpfException(
                        operation, name, "is larger than 16 MiB, so it is no script", null, List.of(), null);
            }
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.indexOf('\0') >= 0) {
                throw new CharacterCodingException();
            }
            return text;
        } catch (CharacterCodingException e) {
            throw new BpfException(operation, name, "is no text in UTF-8", null, List.of(), null);
        } catch (NoSuchFileException e) {
            throw new BpfException(operation, name, "no such file", null, List.of(), null);
        } catch (AccessDeniedException e) {
            throw new BpfException(operation, name, "permission denied", null, List.of(), null);
        } catch (IOException e) {
            throw new BpfException(operation, name, String.valueOf(e.getMessage()), null, List.of(), null);
        }
    }

    /** The run that the calling thread belongs to. */
    static Optional<ScriptRun> current() {
        return Session.maker().filter(ScriptRun.class::isInstance).map(ScriptRun.class::cast);
    }

    /** As it was asked for. */
    public String name() {
        return name;
    }

    /** The folder of the script: objects in it can be opened by name. */
    Optional<Path> folder() {
        return Optional.ofNullable(file.toAbsolutePath().getParent());
    }

    /** The group of its threads. */
    ThreadGroup threads() {
        return threads;
    }

    /** What the script gave to {@code exit}, if it did. */
    public OptionalInt status() {
        return status;
    }

    /**
     * Runs it, and closes what it leaves open.
     *
     * @return {@link Outcome.Done} also where it called {@code exit}
     */
    public Outcome run(String... args) {
        try {
            var outcome = Session.as(this, () -> script.run(args));
            return status.isPresent() && outcome instanceof Outcome.Stopped ? new Outcome.Done("") : outcome;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError("a script's end is an outcome", e);
        } finally {
            end();
        }
    }

    /** Ends it, as Ctrl-C does. */
    void stop() {
        script.stop();
    }

    /** Ends it, called by itself. */
    Stop exit(int status) {
        if (this.status.isEmpty()) {
            this.status = OptionalInt.of(status);
        }
        script.stop();
        return Stop.ofThisThread();
    }

    // On a thread that nobody stops: what is to be done at the end is code of the script.
    private void end() {
        var closing = new Thread(
                () -> {
                    try {
                        Session.current().closeMadeFor(this);
                    } catch (IllegalStateException e) {
                        System.err.println(name + ": " + e.getMessage());
                    }
                },
                "bpfsh-run-end");
        closing.setDaemon(true);
        closing.start();
        boolean interrupted = false;
        long until = System.nanoTime() + LONGEST_END_NANOS;
        while (closing.isAlive() && System.nanoTime() < until) {
            try {
                closing.join(LONGEST_END_NANOS / 1_000_000);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        UserThread.of(threads).forEach(Stop::order);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
