// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.host.Evaluator;
import dev.bpfsh.host.ExitStatus;
import dev.bpfsh.host.ScriptCache;
import dev.bpfsh.loader.Session;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jline.terminal.Size;
import org.jline.terminal.impl.ExternalTerminal;

/**
 * A short session that nobody sees: the classes that it loads are those that the JVM's archive holds. Nothing of it
 * reaches the kernel.
 */
final class Rehearsal {
    private static final String SCRIPT = """
            var options = tool("rehearsal", "Does what most tools do.").text("--path", "PATH", "a file").parse(args);
            var minimal = open("minimal");
            minimal.bss().set("my_pid", pid());
            var table = table(options).text("TIME", 8).number("PID", 7).text("FILENAME");
            for (int i = 0; i < 2; i++) table.row(time(), pid(), "/bin/true");
            histogram(options, "usecs", new long[] {1, 2, 3});
            every(seconds(1), () -> Thread.yield()).close();
            minimal.close();
            """;

    private static final String KEYS = "1 + 1\rvar minimal = open(\"minimal\")\rminimal.prog\t\rminimal.bss()\r"
            + "for (int i = 0; i < 3; i++) {\rSystem.out.println(i);\r}\rnosuch\rminimal.close()\r\u0004";

    private Rehearsal() {}

    static int run() throws IOException {
        var folder = Files.createTempDirectory("bpfsh-rehearsal");
        try {
            var cache = ScriptCache.of(Map.of("XDG_CACHE_HOME", folder.toString()));
            for (int i = 0; i < 2; i++) {
                cache.script("rehearsal", SCRIPT, Launch.prelude(), true).run(value -> {});
            }
            prompt(folder);
            return ExitStatus.DONE;
        } finally {
            delete(folder);
        }
    }

    private static void prompt(Path folder) throws IOException {
        var keys = new ByteArrayInputStream(KEYS.getBytes(StandardCharsets.UTF_8));
        try (var evaluator = new Evaluator(Launch.prelude());
                var terminal = new ExternalTerminal(
                        "rehearsal", "xterm", keys, OutputStream.nullOutputStream(), StandardCharsets.UTF_8)) {
            terminal.setSize(new Size(80, 24));
            new Prompt(
                            new Setting(
                                    evaluator,
                                    () -> {
                                        Session.current().close();
                                        return List.of();
                                    },
                                    status -> {},
                                    List::of,
                                    folder,
                                    new InputRcFile(folder.resolve("inputrc")),
                                    Launch.banner(Launch.prelude(), Optional::empty),
                                    () -> {},
                                    List.of(),
                                    () -> 0,
                                    fd -> false),
                            terminal)
                    .run();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
