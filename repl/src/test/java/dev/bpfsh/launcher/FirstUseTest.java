// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Eventually;
import dev.bpfsh.testing.OnOneJdk;
import dev.bpfsh.testing.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The launcher builds on first use and when a source is newer, once, and says in a line that it does. A build takes a
 * while, so one checkout goes through all of this.
 */
@Execution(ExecutionMode.CONCURRENT)
@Order(1)
@ResourceLock("FirstUseTest.checkout")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FirstUseTest {
    private static final String BUILDING = "bpfsh: building (first use takes a minute)...\n";

    @TempDir
    static Path folder;

    private static Path home;
    private static Path checkout;

    @BeforeAll
    static void freshCheckout() throws Exception {
        home = Files.createDirectories(folder.resolve("home"));
        checkout = Checkout.withoutArchive(Checkout.freshIn(folder.resolve("fresh clone")));
    }

    /** The next finds no lock, and all that it needs. */
    @Test
    @Order(1)
    @OnOneJdk
    void aBuildCanBeKilled() throws Exception {
        try (Running killed = launcher().start("--help").awaitErr("building")) {
            // Maven is about by then; one that came after would not be killed with the launcher.
            Eventually.holds(
                    () -> assertThat(checkout.resolve("target/build.log")).isNotEmptyFile());
            assertThat(killed.out()).isEmpty();
        }
    }

    @Test
    @Order(2)
    void twoAtOnceBuildOnce() throws IOException {
        try (Running first = launcher().start("--help").awaitErr("building");
                Running second = launcher().start("--help")) {
            first.end().succeeds().outContains("Usage: bpfsh").errIs(BUILDING);
            second.end().succeeds().outContains("Usage: bpfsh").errIs("bpfsh: waiting for another build to end...\n");
        }
        launcher().run("--help").succeeds().errIs("");
    }

    @Test
    @Order(3)
    @OnOneJdk
    void aNewerSourceBuildsAgainAndTheCompilersWordsAreShownUntilItIsMended() throws IOException {
        Path source = checkout.resolve("repl/src/main/java/dev/bpfsh/repl/Broken.java");
        Files.writeString(source, "class Broken { int x = true; }\n");
        launcher()
                .run("--help")
                .exits(1)
                .outIs("")
                .errContains(
                        BUILDING + "bpfsh: the build failed:\n",
                        source + ":[1,24] incompatible types: boolean cannot be converted to int",
                        "hint: the whole log is " + checkout.resolve("target/build.log"));
        Files.delete(source);
        launcher().run("--help").succeeds().errIs(BUILDING);
        launcher().run("--help").succeeds().errIs("");
    }

    private Bpfsh launcher() {
        return Bpfsh.in(home)
                .launcher(checkout.resolve("bpfsh"))
                .env("MAVEN_OPTS", System.getenv("MAVEN_OPTS"))
                .env("MAVEN_ARGS", System.getenv("MAVEN_ARGS"))
                .timeout(Duration.ofMinutes(5));
    }
}
