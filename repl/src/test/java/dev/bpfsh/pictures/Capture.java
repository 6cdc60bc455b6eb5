// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.pictures;

import dev.bpfsh.testing.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the pictures of the README: types in a real terminal what they show, and draws its screen. */
public final class Capture {
    private static final String PROMPT = "^bpfsh> ?\\z";
    private static final String SHELL = "^# ?\\z";

    /**
     * What a picture shows.
     *
     * @param width of the terminal
     * @param height of the terminal; what stays empty is cut off
     */
    private record Scene(int width, int height, Steps steps) {}

    private interface Steps {
        void play(Terminal terminal) throws Exception;
    }

    private static final Map<String, Scene> SCENES = new LinkedHashMap<>();

    static {
        SCENES.put("session", new Scene(96, 40, Capture::session));
    }

    private Capture() {}

    /** Makes the pictures of these names, all without a name, in {@code docs/pictures} of the current folder. */
    public static void main(String[] names) throws Exception {
        for (var name : names.length == 0 ? SCENES.keySet() : List.of(names)) {
            if (!SCENES.containsKey(name)) {
                System.err.println(
                        "docs/capture: no picture " + name + "; there are " + String.join(", ", SCENES.keySet()));
                System.exit(2);
            }
            make(name, SCENES.get(name));
        }
    }

    private static void make(String name, Scene scene) throws Exception {
        var home = Files.createTempDirectory("bpfsh-capture");
        try (var terminal = Terminal.open(
                scene.width(), scene.height(), Path.of("").toAbsolutePath(), environment(home), List.of("sh", "-i"))) {
            terminal.await(SHELL);
            scene.steps().play(terminal);
            var file = Path.of("docs/pictures", name + ".svg");
            Files.writeString(file, Picture.svg("bpfsh", scene.width(), terminal.styled()));
            System.out.println(file);
        } finally {
            delete(home);
        }
    }

    private static Map<String, String> environment(Path home) {
        return Map.of(
                "HOME",
                home.toString(),
                "LC_ALL",
                "C.UTF-8",
                "PATH",
                Path.of("").toAbsolutePath() + ":" + System.getenv("PATH"),
                "PS1",
                "# ");
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void session(Terminal terminal) throws Exception {
        terminal.enter("bpfsh").await(PROMPT);
        for (var line : List.of(
                "var minimal = open(\"minimal\")",
                "minimal.bss().set(\"my_pid\", 1)",
                "minimal.load()",
                "minimal.attach()",
                "minimal.bss()",
                "minimal.program(\"handle_tp\").disassemble()",
                "minimal.bss().set(\"my_pdi\", 1)")) {
            terminal.enter(line).await(PROMPT);
        }
        terminal.type("minimal.bss().ge").press("Tab");
        Thread.sleep(1500);
    }
}
