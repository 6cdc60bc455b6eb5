// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Eventually;
import dev.bpfsh.testing.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The launcher builds on first use and when a source is newer, once, and says in a line that it does. */
class FirstUseTest {
    private static final String BUILDING = "bpfsh: building (first use takes a minute)...\n";

    private static final String BUILDS = "dev.bpfsh.testing.BuildJdk#isThis";

    @TempDir
    Path folder;

    private Path home;
    private Path checkout;

    @BeforeEach
    void freshCheckout() throws Exception {
        home = Files.createDirectories(folder.resolve("home"));
        checkout = Checkout.freshIn(folder.resolve("fresh clone"));
    }

    @AfterEach
    void awaitRehearsal() throws Exception {
        Checkout.awaitRehearsal(checkout);
    }

    @Test
    void twoAtOnceBuildOnceAndANewerSourceBuildsAgain() throws IOException {
        try (Running first = launcher().start("--help").awaitErr("building");
                Running second = launcher().start("--help")) {
            first.end().succeeds().outContains("Usage: bpfsh").errIs(BUILDING);
            second.end().succeeds().outContains("Usage: bpfsh").errIs("bpfsh: waiting for another build to end...\n");
        }
        launcher().run("--help").succeeds().errIs("");
        Checkout.touch(checkout.resolve("loader/src/main/java/dev/bpfsh/libbpf/package-info.java"));
        launcher().run("--help").succeeds().errIs(BUILDING);
        launcher().run("--help").succeeds().errIs("");
    }

    @Test
    @EnabledIf(value = BUILDS, disabledReason = "a build is killed on the JDK that Maven runs on")
    void aBuildThatIsKilledLeavesNoLock() throws Exception {
        try (Running killed = launcher().start("--help").awaitErr("building")) {
            // Maven is about by then; one that came after would not be killed with the launcher.
            Eventually.holds(
                    () -> assertThat(checkout.resolve("target/build.log")).isNotEmptyFile());
            assertThat(killed.out()).isEmpty();
        }
        launcher().run("--help").succeeds().outContains("Usage: bpfsh").errContains(BUILDING);
    }

    @Test
    @EnabledIf(value = BUILDS, disabledReason = "a build fails on the JDK that Maven runs on")
    void aBuildThatFailsShowsTheCompilersWords() throws IOException {
        Path source = checkout.resolve("repl/src/main/java/dev/bpfsh/repl/Broken.java");
        Files.writeString(source, "class Broken { int x = true; }\n");
        launcher()
                .run("--help")
                .exits(1)
                .outIs("")
                .errContains(
                        "bpfsh: the build failed:\n",
                        source + ":[1,24] incompatible types: boolean cannot be converted to int",
                        "hint: the whole log is " + checkout.resolve("target/build.log"));
    }

    private Bpfsh launcher() {
        return Bpfsh.in(home)
                .launcher(checkout.resolve("bpfsh"))
                .env("MAVEN_OPTS", System.getenv("MAVEN_OPTS"))
                .env("MAVEN_ARGS", System.getenv("MAVEN_ARGS"))
                .timeout(Duration.ofMinutes(5));
    }
}
