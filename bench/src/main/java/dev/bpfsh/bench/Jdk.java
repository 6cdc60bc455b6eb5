// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A JDK of this machine.
 *
 * @param version as it says: {@code 17.0.15}
 */
record Jdk(Path home, String version) {
    private static final Path INSTALLED = Path.of("/usr/lib/jvm");
    private static final int OLDEST = 17;

    int feature() {
        return Integer.parseInt(version.replaceFirst("[^0-9].*", ""));
    }

    /** A program of ours in a JVM of its own. */
    Program program(String name, String mainClass) {
        return Program.of(
                name,
                java(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                "bench/target/classes:bench/target/lib/*",
                mainClass);
    }

    String java() {
        return home.resolve("bin/java").toString();
    }

    String jshell() {
        return home.resolve("bin/jshell").toString();
    }

    /** One for each feature version that bpfsh runs on, this process's own first among its likes. */
    static Collection<Jdk> all() throws IOException {
        var byFeature = new TreeMap<Integer, Jdk>();
        try (var installed = Files.isDirectory(INSTALLED) ? Files.list(INSTALLED) : Stream.<Path>empty()) {
            Stream.concat(Stream.of(Path.of(System.getProperty("java.home"))), installed)
                    .filter(home -> Files.isExecutable(home.resolve("bin/jshell")))
                    .filter(home -> Files.exists(home.resolve("release")))
                    .map(home -> new Jdk(home, version(home)))
                    .filter(jdk -> jdk.feature() >= OLDEST)
                    .forEach(jdk -> byFeature.putIfAbsent(jdk.feature(), jdk));
        }
        return byFeature.values();
    }

    private static String version(Path home) {
        var release = new Properties();
        try (var reader = Files.newBufferedReader(home.resolve("release"))) {
            release.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return release.getProperty("JAVA_VERSION", "0").replace("\"", "");
    }
}
