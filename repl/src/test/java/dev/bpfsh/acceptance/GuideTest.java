// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.OnOneJdk;
import dev.bpfsh.testing.RequiresKernel;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the pages of the guide show is what a screen shows. A block that names a file in its first comment is that file;
 * in {@code console} a {@code $} is bash, in a folder with all these files.
 */
@OnOneJdk
@Execution(ExecutionMode.CONCURRENT)
@RequiresKernel({Feature.ROOT, Feature.BPF, Feature.BTF, Feature.TRACEFS})
class GuideTest {
    static final List<String> PAGES =
            List.of("docs/install.md", "docs/scripts.md", "docs/troubleshooting.md", "docs/comparison.md");
    private static final String SHELL = "$ ";
    private static final long LONGEST_SECONDS = 60;

    @TempDir
    static Path folder;

    record Shown(String page, Page.Block block) {
        @Override
        public String toString() {
            return page + ":" + block.line();
        }
    }

    static List<Shown> sessions() throws IOException {
        var sessions = new ArrayList<Shown>();
        for (var page : PAGES) {
            Page.of(page).blocks().stream()
                    .filter(block -> block.language().equals("console"))
                    .forEach(block -> sessions.add(new Shown(page, block)));
        }
        return sessions;
    }

    @BeforeAll
    static void writeTheFiles() throws IOException {
        for (var page : PAGES) {
            for (var block : Page.of(page).blocks()) {
                if (block.file().isPresent()) {
                    Files.writeString(folder.resolve(block.file().get()), block.text());
                }
            }
        }
    }

    @AfterAll
    static void unpin() throws IOException {
        Files.deleteIfExists(Path.of("/sys/fs/bpf/writes_of_guide"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sessions")
    @Execution(ExecutionMode.SAME_THREAD)
    void looksAsShown(Shown session) throws Exception {
        assertThat(session.block().text()).startsWith(SHELL);
        inTheShell(session.block().text());
    }

    @Test
    void eachFileIsUsed() throws IOException {
        var used = String.join(
                "\n", sessions().stream().map(session -> session.block().text()).toList());
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(file -> file.matches(".*\\.(jsh|java|c)")))
                    .filteredOn(file -> !file.equals("writes.bpf.c"))
                    .isNotEmpty()
                    .allMatch(used::contains);
        }
    }

    // With -v bash writes each line before it runs it, and nothing stands between a command and the next.
    private static void inTheShell(String block) throws Exception {
        var script = new StringBuilder();
        var written = new StringBuilder();
        for (var line : block.lines().toList()) {
            if (line.startsWith(SHELL)) {
                var command = line.substring(SHELL.length());
                var tool = command.split(" ")[0];
                assumeTrue(isThere(tool), tool + " is not installed");
                script.append(command).append('\n');
                written.append(command).append('\n');
            } else {
                written.append(line).append('\n');
            }
        }
        var file = Files.writeString(folder.resolve("session.sh"), script);
        var builder = new ProcessBuilder("/usr/bin/env", "--default-signal=INT,QUIT", "bash", "-v", file.toString())
                .directory(folder.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true);
        var environment = builder.environment();
        environment.clear();
        environment.put("PATH", path());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("HOME", folder.toString());
        environment.put(
                "XDG_CACHE_HOME", Bpfsh.root().resolve("repl/target/cache").toString());
        environment.put("LC_ALL", "C.UTF-8");
        var process = builder.start();
        // What ends by itself is waited for by reading; what does not is a fault of the page.
        process.onExit().orTimeout(LONGEST_SECONDS, TimeUnit.SECONDS).exceptionally(late -> process.destroyForcibly());
        var seen = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Page.assertShown(written.toString(), seen);
    }

    private static String path() {
        return Bpfsh.root() + ":" + System.getProperty("java.home") + "/bin:" + System.getenv("PATH")
                + ":/usr/sbin:/sbin";
    }

    private static boolean isThere(String tool) {
        return tool.startsWith("./")
                || tool.equals("echo")
                || Stream.of(path().split(":")).anyMatch(each -> Files.isExecutable(Path.of(each, tool)));
    }
}
