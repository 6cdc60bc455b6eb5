// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.launcher;

import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The launcher finds itself, a JDK and its build from anywhere, and says what is missing. */
@Execution(ExecutionMode.CONCURRENT)
class LauncherTest {
    private static final String FULL = "java.base jdk.compiler jdk.jshell java.logging";

    /** Runs the launcher where the folder of distributions for their JDKs is another one, for it alone. */
    private static final String ELSEWHERE = """
            [ ! -d /usr/lib/jvm ] || /usr/bin/mount --bind "$0" /usr/lib/jvm && exec "$@"
            """;

    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void makeHome() throws IOException {
        home = Files.createDirectories(folder.resolve("home"));
    }

    @Test
    void helpFromAnotherFolder() {
        Bpfsh.in(home).run("--help").succeeds().outContains("Usage: bpfsh").errIs("");
    }

    @Test
    void closedStandardInputIsAnEmptyScript() {
        Bpfsh.in(home)
                .under("sh", "-c", "exec \"$@\" <&-", "sh")
                .run()
                .succeeds()
                .outIs("")
                .errIs("");
    }

    @Test
    void throughSymbolicLinks() throws Exception {
        Path checkout = Checkout.withoutArchive(Checkout.copyTo(folder.resolve("checkout")));
        Files.createSymbolicLink(folder.resolve("first"), checkout.resolve("bpfsh"));
        Path second = Files.createSymbolicLink(home.resolve("second"), Path.of("../first"));
        Bpfsh.in(home)
                .launcher(second)
                .run("--help")
                .succeeds()
                .outContains("Usage: bpfsh")
                .errIs("");
    }

    @Test
    void fromAFolderWithASpace() throws Exception {
        Path checkout = Checkout.withoutArchive(Checkout.copyTo(folder.resolve("my own tools/bpfsh *")));
        Bpfsh.in(home)
                .launcher(checkout.resolve("bpfsh"))
                .run("--help")
                .succeeds()
                .outContains("Usage: bpfsh")
                .errIs("");
    }

    /** It is unpacked by the build, as a temporary folder may be mounted noexec, or full. */
    @Test
    void nativeCodeNeedsNoTemporaryFolder() {
        Bpfsh.in(home)
                .env("JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=" + folder.resolve("none"))
                .run("--no-cache", "-e", "open(\"minimal\").close()")
                .succeeds()
                .outIs("");
    }

    @Test
    void argumentsArriveAsTheyAre() throws IOException {
        Path java = Checkout.javaHome(folder.resolve("jdk"), "17.0.9", FULL);
        Bpfsh.in(home)
                .env("JAVA_HOME", java.toString())
                .run("-e", "a  \"b\" $c *", "")
                .succeeds()
                .outFinds("^-Dbpfsh.home=" + Bpfsh.root() + "$")
                .outContains("\ndev.bpfsh.repl.Main\n-e\na  \"b\" $c *\n\n")
                .errIs("");
    }

    @Test
    void hintsNameItAsItIsCalled() throws IOException {
        Path java = Checkout.javaHome(folder.resolve("jdk"), "17.0.9", FULL);
        var bpfsh = Bpfsh.in(home).env("JAVA_HOME", java.toString());
        bpfsh.run().succeeds().outFinds("^-Dbpfsh.command=bpfsh$");
        bpfsh.from(Bpfsh.root()).launcher(Path.of("./bpfsh")).run().succeeds().outFinds("^-Dbpfsh.command=\\./bpfsh$");
        bpfsh.env("PATH", System.getenv("PATH"))
                .launcher(Bpfsh.root().resolve("bpfsh"))
                .run()
                .succeeds()
                .outFinds("^-Dbpfsh.command=" + Bpfsh.root() + "/bpfsh$");
    }

    @Test
    void javaHomeComesBeforePath() throws IOException {
        Path java = Checkout.javaHome(folder.resolve("a jdk"), "99-ea", FULL);
        Bpfsh.in(home)
                .env("JAVA_HOME", java.toString())
                .run()
                .succeeds()
                .outFinds("^99-ea$")
                .errIs("");
    }

    @Test
    void javaHomeOfAJreGivesWayToPath() throws IOException {
        Path jre = Checkout.javaHome(folder.resolve("jre"), "17.0.9", "java.base java.logging");
        Path old = Checkout.javaHome(folder.resolve("old"), "1.8.0_392", FULL);
        Path good = Checkout.javaHome(folder.resolve("good"), "21.0.1", FULL);
        Path link = Files.createSymbolicLink(
                Files.createDirectories(folder.resolve("links")).resolve("java"), good.resolve("bin/java"));
        Bpfsh.in(home)
                .env("JAVA_HOME", jre.toString())
                .env("PATH", old.resolve("bin") + ":" + link.getParent() + ":" + System.getenv("PATH"))
                .run()
                .succeeds()
                .outFinds("^21.0.1$")
                .errIs("");
    }

    @Test
    void aVersionManagersJavaIsAskedForItsHome() throws IOException {
        Path good = Checkout.javaHome(folder.resolve("good"), "21.0.1", FULL);
        Path shims = Files.createDirectories(folder.resolve("shims"));
        Checkout.command(shims.resolve("java"), "echo '    java.home = " + good + "' >&2");
        Bpfsh.in(home)
                .env("JAVA_HOME", null)
                .env("PATH", shims + ":" + System.getenv("PATH"))
                .run()
                .succeeds()
                .outFinds("^21.0.1$")
                .errIs("");
    }

    @Test
    void withoutAReleaseFileJavaIsAskedForItsModules() throws IOException {
        Path java = Checkout.javaHome(folder.resolve("jdk"), "17.0.9", FULL);
        Files.delete(java.resolve("release"));
        Checkout.command(
                java.resolve("bin/java"),
                "[ \"$1\" = --list-modules ] && printf 'java.base@18.0.2\\njdk.compiler@18.0.2\\njdk.jshell@18.0.2\\n'"
                        + " || echo runs");
        Bpfsh.in(home)
                .env("JAVA_HOME", java.toString())
                .run()
                .succeeds()
                .outIs("runs\n")
                .errIs("");
    }

    @Test
    @RequiresKernel(Feature.MOUNT_NAMESPACE)
    void whereNothingFitsEachJavaIsToldApart() throws IOException {
        Path jre = Checkout.javaHome(folder.resolve("jre"), "21.0.1", "java.base jdk.compiler");
        Path old = Checkout.javaHome(folder.resolve("old"), "11.0.2", FULL);
        Path commands = Checkout.bareSystem(folder.resolve("commands"));
        withJdks(folder.resolve("none"))
                .env("JAVA_HOME", jre.toString())
                .env("PATH", old.resolve("bin") + ":" + commands)
                .run("--help")
                .exits(4)
                .outIs("")
                .errContains(
                        "bpfsh: needs a JDK, version 17 or newer, in JAVA_HOME or PATH\n",
                        "  JAVA_HOME=" + jre + " is a JRE, version 21: it has no jdk.jshell\n",
                        "  " + old + "/bin/java is version 11\n")
                .errFinds("^hint: (sudo )?apt-get install -y openjdk-21-jdk-headless$");
    }

    @Test
    @RequiresKernel(Feature.MOUNT_NAMESPACE)
    void withoutAnyJavaThePackageIsNamed() throws IOException {
        Path commands = Checkout.bareSystem(folder.resolve("commands"));
        withJdks(folder.resolve("none"))
                .env("JAVA_HOME", null)
                .env("PATH", commands.toString())
                .run("--help")
                .exits(4)
                .outIs("")
                .errContains("neither of them names a java\n")
                .errFinds("^hint: (sudo )?apt-get install -y default-jdk-headless$");
    }

    /** As where a package of something else has brought a newer JRE. */
    @Test
    @RequiresKernel(Feature.MOUNT_NAMESPACE)
    void whereDistributionsHaveThemIsTheLastPlace() throws IOException {
        Path jre = Checkout.javaHome(folder.resolve("jre"), "21.0.1", "java.base jdk.compiler");
        Path jdks = folder.resolve("jdks");
        Checkout.javaHome(jdks.resolve("java-11"), "11.0.2", FULL);
        Checkout.javaHome(jdks.resolve("java-17"), "17.0.9", FULL);
        withJdks(jdks)
                .env("JAVA_HOME", null)
                .env("PATH", jre.resolve("bin") + ":" + Checkout.bareSystem(folder.resolve("commands")))
                .run()
                .succeeds()
                .outFinds("^17.0.9$")
                .errIs("");
    }

    private Bpfsh withJdks(Path jdks) throws IOException {
        Files.createDirectories(jdks);
        return Bpfsh.in(home).under("/usr/bin/unshare", "--mount", "/bin/sh", "-c", ELSEWHERE, jdks.toString());
    }

    @Test
    void withoutMavenThePackageIsNamed() throws Exception {
        Path checkout = Checkout.freshIn(folder.resolve("fresh"));
        Path commands = Checkout.bareSystem(folder.resolve("commands"));
        Bpfsh.in(home)
                .launcher(checkout.resolve("bpfsh"))
                .env("PATH", commands.toString())
                .run("--help")
                .exits(4)
                .outIs("")
                .errContains("bpfsh: needs Maven for its first build\n")
                .errFinds("^hint: (sudo )?apt-get install -y maven$");
    }
}
