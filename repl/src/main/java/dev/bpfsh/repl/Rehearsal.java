// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.host.Evaluator;
import dev.bpfsh.host.ExitStatus;
import dev.bpfsh.host.ScriptCache;
import dev.bpfsh.loader.Session;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipFile;
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
            ownClasses();
            Ending.prepare();
            var cache = ScriptCache.of(Map.of("XDG_CACHE_HOME", folder.toString()));
            for (int i = 0; i < 2; i++) {
                for (var script : List.of(SCRIPT, "1 + 1", "throw new IllegalStateException()")) {
                    Launch.run(cache.script("rehearsal", script, Launch.prelude(), true), new String[0]);
                }
            }
            prompt(folder);
            return ExitStatus.DONE;
        } finally {
            delete(folder);
        }
    }

    /** All of ours: what attaches, say, is not played here, and what came into the archive is not read from a jar. */
    private static void ownClasses() throws IOException {
        for (var own : List.of(Main.class, Session.class)) {
            var source = own.getProtectionDomain().getCodeSource().getLocation().getPath();
            try (var jar = new ZipFile(URLDecoder.decode(source, StandardCharsets.UTF_8))) {
                for (var entry : jar.stream().toList()) {
                    load(entry.getName());
                }
            }
        }
    }

    private static void load(String entry) {
        try {
            if (entry.endsWith(".class")) {
                Class.forName(
                        entry.substring(0, entry.lastIndexOf('.')).replace('/', '.'),
                        false,
                        Rehearsal.class.getClassLoader());
            }
        } catch (ClassNotFoundException | LinkageError e) {
            // What needs libraries that are loaded elsewhere, such as Maven's resolver, is of no use here.
            return;
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
