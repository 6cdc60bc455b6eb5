// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.launcher.Checkout;
import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.OnOneJdk;
import dev.bpfsh.testing.RequiresKernel;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What packaging/build makes; test/packages installs it. */
@OnOneJdk
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("ReleaseTest.release")
class ReleaseTest {
    private static final String READ_ONLY = """
            /usr/bin/mount --bind "$0" "$0" && /usr/bin/mount -o remount,bind,ro "$0" && exec "$@"
            """;

    /** No archive of classes is made there, which would outlive the release that it is of. */
    private static final String NO_CACHE = "/dev/null/cache";

    @TempDir
    static Path folder;

    private static Path packages;
    private static Path release;

    @TempDir
    Path home;

    @BeforeAll
    static void build() throws Exception {
        packages = folder.resolve("packages");
        build(packages, Map.of());
        release = Files.createDirectory(folder.resolve("my tools"));
        Tool.run("tar", "-xzf", only("bpfsh-*.tar.gz").toString(), "-C", release.toString(), "--strip-components=1")
                .succeeds();
    }

    private static void build(Path to, Map<String, String> environment) {
        var build = Bpfsh.in(folder)
                .launcher(Bpfsh.root().resolve("packaging/build"))
                .under("/bin/sh", "-c", "umask 077; exec \"$@\"", "sh");
        environment.forEach(build::env);
        build.run(to.toString()).succeeds().errIs("");
    }

    private static Path only(String pattern) throws IOException {
        try (var files = Files.newDirectoryStream(packages, pattern)) {
            return files.iterator().next();
        }
    }

    @Test
    void sameSourcesAreTheSameBytes() throws Exception {
        var again = folder.resolve("again");
        build(again, Map.of("TZ", "Asia/Tokyo", "LC_ALL", "C"));
        try (var files = Files.list(packages)) {
            for (var file : files.toList()) {
                assertThat(again.resolve(file.getFileName())).hasSameBinaryContentAs(file);
            }
        }
    }

    @Test
    void whatGitDoesNotKnowIsNotReleased() throws Exception {
        Tool.require("git");
        var checkout = Checkout.withoutArchive(Checkout.copyTo(folder.resolve("checkout")));
        var docs = Files.createDirectory(checkout.resolve("docs"));
        for (var part : List.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "NOTICE", "packaging")) {
            Tool.run("cp", "-a", Bpfsh.root().resolve(part).toString(), checkout.toString())
                    .succeeds();
        }
        Files.writeString(docs.resolve("page.md"), "# A page\n");
        Tool.run("git", "-C", checkout.toString(), "init", "-q").succeeds();
        Tool.run("git", "-C", checkout.toString(), "add", ".").succeeds();
        Files.writeString(docs.resolve("draft.md"), "# A draft\n");
        Bpfsh.in(home)
                .launcher(checkout.resolve("packaging/build"))
                .run(home.resolve("made").toString())
                .succeeds();
        assertThat(Tool.run("sh", "-c", "tar -tzf \"$0\"/made/*.gz", home.toString())
                        .succeeds()
                        .out())
                .contains("/docs/page.md\n", "/scripts/minimal.bpf.o\n")
                .doesNotContain("draft");
        // As in a container that has the worktree, and not the clone that it is of.
        Tool.run("rm", "-r", checkout.resolve(".git").toString()).succeeds();
        Files.writeString(checkout.resolve(".git"), "gitdir: /nowhere\n");
        Bpfsh.in(home)
                .launcher(checkout.resolve("packaging/build"))
                .run(home.resolve("made").toString())
                .exits(1)
                .errContains("/nowhere")
                .errContains("git does not say what of " + checkout + " is to be released");
    }

    @Test
    void aContainerfileOfSomebodyElseIsLeftAlone() throws Exception {
        var theirs = Files.writeString(home.resolve("Containerfile"), "FROM scratch\n");
        Bpfsh.in(home)
                .launcher(Bpfsh.root().resolve("packaging/build"))
                .run(home.toString())
                .exits(1)
                .errContains(theirs + " is not one of bpfsh");
        assertThat(theirs).hasContent("FROM scratch\n");
        try (var files = Files.newDirectoryStream(home, "bpfsh*")) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aReleaseIsSortedAndNobodys() throws Exception {
        var lines = Tool.run(
                        "tar",
                        "--utc",
                        "--numeric-owner",
                        "--full-time",
                        "-tvzf",
                        only("*.gz").toString())
                .succeeds()
                .out()
                .lines()
                .toList();
        assertThat(lines)
                .allMatch(line ->
                        line.matches("(drwxr-xr-x|-rw-r--r--|-rwxr-xr-x) 0/0 +\\d+ 2026-01-01 00:00:00 bpfsh-\\d.*"));
        assertThat(Tool.run("tar", "-tzf", only("*.gz").toString()).out().lines())
                .isSortedAccordingTo(String::compareTo);
    }

    @Test
    @RequiresKernel(Feature.MOUNT_NAMESPACE)
    void aReleaseNeedsNeitherMavenNorGitNorToBeWrittenTo() throws Exception {
        var commands = Checkout.bareSystem(home.resolve("commands"));
        for (var arguments :
                List.of(List.of("-e", "open(\"minimal\").close()"), List.of("--list"), List.of("profile", "--help"))) {
            Bpfsh.in(home)
                    .launcher(release.resolve("bpfsh"))
                    .env("PATH", commands.toString())
                    .env("XDG_CACHE_HOME", NO_CACHE)
                    .under("/usr/bin/unshare", "--mount", "/bin/sh", "-c", READ_ONLY, release.toString())
                    .run(arguments.toArray(String[]::new))
                    .succeeds()
                    .errIs("");
        }
    }

    @Test
    void aReleaseHasAllThatDocumentationSpeaksOf() throws Exception {
        assertThat(release.resolve("docs")).isDirectoryContaining("glob:**.md");
        assertThat(release.resolve("snippets/prelude.jsh")).exists();
        assertThat(release.resolve("scripts/minimal.bpf.c")).exists();
        // What pages show is there too.
        var shown = Pattern.compile("\\]\\((docs/[^)#]+|scripts/[^)#]+|snippets/[^)#]+|[A-Z]+\\.md|LICENSE)\\)");
        var missing = shown.matcher(Files.readString(release.resolve("README.md")))
                .results()
                .map(found -> found.group(1))
                .filter(name -> Files.notExists(release.resolve(name)))
                .toList();
        assertThat(missing).isEmpty();
        var outOfTheGuide = Pattern.compile("\\]\\((\\.\\./[^)#]+)");
        try (var pages = Files.newDirectoryStream(release.resolve("docs"), "*.md")) {
            for (var page : pages) {
                assertThat(outOfTheGuide.matcher(Files.readString(page)).results())
                        .as(page.toString())
                        .allMatch(link -> Files.exists(page.resolveSibling(link.group(1))));
            }
        }
    }

    @Test
    void eachLibraryHasItsLicence() throws Exception {
        var covered = Files.readString(release.resolve("copyright"))
                .lines()
                .filter(line -> line.startsWith("Files: ") || line.startsWith(" java/"))
                .flatMap(line ->
                        Arrays.stream(line.replace("Files: ", "").strip().split(" ")))
                .filter(name -> !name.equals("*"))
                .map(name -> FileSystems.getDefault().getPathMatcher("glob:" + name))
                .toList();
        try (var files = Files.walk(release.resolve("java"))) {
            var jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .filter(file -> !file.getFileName().toString().startsWith("bpfsh-"))
                    .map(release::relativize)
                    .toList();
            assertThat(jars).hasSizeGreaterThan(30).allMatch(jar -> covered.stream()
                    .anyMatch(glob -> glob.matches(jar)));
        }
    }

    @Test
    void thePackageHasEachPartInItsPlace() throws Exception {
        Tool.require("dpkg-deb");
        var tree = folder.resolve("package");
        Tool.run("dpkg-deb", "-x", only("*.deb").toString(), tree.toString()).succeeds();
        assertThat(tree.resolve("usr/bin/bpfsh").toRealPath())
                .isEqualTo(tree.resolve("usr/share/bpfsh/bpfsh").toRealPath());
        for (var file : List.of(
                "man/man1/bpfsh.1.gz",
                "bash-completion/completions/bpfsh",
                "zsh/vendor-completions/_bpfsh",
                "doc/bpfsh/copyright",
                "doc/bpfsh/changelog.gz",
                "doc/bpfsh/docs/prompt.md",
                "bpfsh/snippets/prelude.jsh",
                "bpfsh/scripts/minimal.bpf.o")) {
            assertThat(tree.resolve("usr/share").resolve(file)).exists();
        }
        Bpfsh.in(home)
                .launcher(tree.resolve("usr/bin/bpfsh"))
                .env("XDG_CACHE_HOME", NO_CACHE)
                .run("-e", "open(\"minimal\").close()")
                .succeeds()
                .errIs("");
        assertThat(Tool.run("dpkg-deb", "-c", only("*.deb").toString())
                        .succeeds()
                        .out()
                        .lines())
                .allMatch(line -> line.contains(" root/root "));
        Tool.run("dpkg-deb", "-f", only("*.deb").toString(), "Depends", "Recommends")
                .succeeds()
                .outIs("""
                        Depends: default-jdk-headless (>= 2:1.17) | java17-sdk-headless, libbpf1, libc6
                        Recommends: clang, libbpf-dev, llvm
                        """);
    }

    @Test
    void lintianFindsNothingWrong() throws Exception {
        Tool.require("dpkg-deb");
        Tool.require("lintian");
        Tool.run(
                        "lintian",
                        "--allow-root",
                        "--fail-on",
                        "warning",
                        only("*.deb").toString())
                .succeeds()
                .outIs("");
    }
}
