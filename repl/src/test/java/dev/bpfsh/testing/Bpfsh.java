// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The real launcher, run as a process the way a user runs it, in a home folder of its own.
 *
 * <pre>{@code
 * Bpfsh.in(temporaryFolder).run("-e", "1 + 1").succeeds().outIs("2\n").errIs("");
 * }</pre>
 *
 * The JDK is the one that runs the test, colours are off, nothing of the user's own settings is seen. The cache is shared
 * with other tests.
 */
public final class Bpfsh {
    private static final Path LAUNCHER = root().resolve("bpfsh");

    private final Path home;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<String> prefix = new ArrayList<>();
    private Path launcher = LAUNCHER;
    private Path folder;
    private byte[] stdin = {};
    private Duration timeout = Duration.ofSeconds(120);

    private Bpfsh(Path home) {
        this.home = home;
        folder = home;
        // As for those who have installed it.
        environment.put("PATH", root() + ":" + System.getenv("PATH"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("HOME", home.toString());
        // One for all tests of a build, as a user has one: what a test runs is often what others have run.
        environment.put("XDG_CACHE_HOME", root().resolve("repl/target/cache").toString());
        environment.put("XDG_CONFIG_HOME", home.resolve("config").toString());
        environment.put("XDG_DATA_HOME", home.resolve("data").toString());
        environment.put("XDG_STATE_HOME", home.resolve("state").toString());
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("NO_COLOR", "1");
        // A test run that was started in the background ignores SIGINT, and so would its children.
        prefix.addAll(List.of("/usr/bin/env", "--default-signal=INT,QUIT"));
    }

    /** A launcher whose home, cache, history and current folder are the given folder, a test's own. */
    public static Bpfsh in(Path home) {
        return new Bpfsh(home);
    }

    /**
     * The folder of the checkout: the nearest one upward that has a launcher and a pom.
     *
     * @throws IllegalStateException where there is none
     */
    public static Path root() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isExecutable(at.resolve("bpfsh")) && Files.exists(at.resolve("pom.xml"))) {
                return at;
            }
        }
        throw new IllegalStateException("no folder above " + Path.of("").toAbsolutePath() + " has a bpfsh");
    }

    /** Runs another launcher than the checkout's: a link, a copy. */
    public Bpfsh launcher(Path launcher) {
        this.launcher = launcher;
        return this;
    }

    /** Sets the current folder, where relative names are looked up. */
    public Bpfsh from(Path folder) {
        this.folder = folder;
        return this;
    }

    /** Sets a variable of the environment, or removes it when the value is null. */
    public Bpfsh env(String name, String value) {
        environment.put(name, value);
        environment.values().removeIf(v -> v == null);
        return this;
    }

    /** Feeds standard input, which is empty otherwise. */
    public Bpfsh stdin(String text) {
        stdin = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    /** Puts a command before the launcher's, such as one that drops privileges. */
    public Bpfsh under(String... command) {
        prefix.addAll(List.of(command));
        return this;
    }

    /** Sets how long a run may take before the test fails; two minutes otherwise. */
    public Bpfsh timeout(Duration timeout) {
        this.timeout = timeout;
        return this;
    }

    /**
     * Runs to the end.
     *
     * @throws AssertionError when the time is over; it shows what was written until then, and the JVM's threads
     */
    public Result run(String... arguments) {
        try (Running running = start(arguments)) {
            return running.end();
        }
    }

    /** Starts and returns at once, for tests that talk to the process or send signals. */
    public Running start(String... arguments) {
        try {
            Path out = Files.createTempFile(home, "out", ".txt");
            Path err = Files.createTempFile(home, "err", ".txt");
            Path in = Files.write(Files.createTempFile(home, "in", ".txt"), stdin);
            ProcessBuilder builder = new ProcessBuilder(command(arguments))
                    .directory(folder.toFile())
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            return new Running(builder.start(), out, err, timeout);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens a terminal of the given size and starts the launcher in it. */
    public Terminal terminal(int width, int height, String... arguments) {
        return Terminal.open(width, height, folder, environment, command(arguments));
    }

    /** Starts the launcher in a terminal of the given size at the end of a wire that takes so long in each direction. */
    public Wire wire(int width, int height, Duration delay, String... arguments) {
        return Wire.open(width, height, delay, folder, environment, command(arguments));
    }

    private List<String> command(String... arguments) {
        if (launcher.equals(LAUNCHER)) {
            ClassArchive.await();
        }
        List<String> command = new ArrayList<>(prefix);
        command.add(launcher.toString());
        command.addAll(List.of(arguments));
        return command;
    }
}
