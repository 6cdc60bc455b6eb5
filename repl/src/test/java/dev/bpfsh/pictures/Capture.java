// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.pictures;

import dev.bpfsh.testing.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the pictures of the documentation: types in a real terminal what they show, and draws its screen. */
public final class Capture {
    private static final Path HERE = Path.of("").toAbsolutePath();
    /** The status line may stand below it. */
    private static final String PROMPT = "^bpfsh> ?(\n[^\n]+)?\\z";

    private static final String SHELL = "^# ?\\z";

    /** What belongs to the machine that the picture is made on, and not into it. */
    private static final String FOREIGN = Stream.of(HERE.toString(), "user.home", "java.io.tmpdir")
            .map(folder -> Pattern.quote(System.getProperty(folder, folder) + "/"))
            .collect(Collectors.joining("|", "(?s).*(", ").*"));

    private static final int ATTEMPTS = 20;

    /**
     * What a picture shows.
     *
     * @param title of the window
     * @param width of the terminal
     * @param height of the terminal; what stays empty is cut off
     * @param shows a regular expression that its text matches, unless more goes on here than has room
     */
    private record Scene(String title, int width, int height, String shows, Steps steps) {
        boolean accepts(String screen) {
            var text = screen.replaceAll("\\u001b\\[[0-9;]*m", "");
            return text.matches("(?s)" + shows) && !text.matches(FOREIGN);
        }
    }

    private interface Steps {
        void play(Terminal terminal) throws Exception;
    }

    private static final Map<String, Scene> SCENES = new TreeMap<>(Map.of(
            "session", new Scene("bpfsh", 92, 52, "bpfsh> var .*", Capture::session),
            "tab", new Scene("bpfsh", 92, 40, "bpfsh> var .*", Capture::tab),
            "values", new Scene("bpfsh", 92, 44, "bpfsh> hist.*", Capture::values),
            "errors", new Scene("bpfsh", 92, 60, "bpfsh> var .*", Capture::errors),
            "background", new Scene("bpfsh", 110, 22, "bpfsh> /live.*", Capture::background),
            "bootstrap", new Scene("bpfsh bootstrap", 92, 24, "# bpfsh .* EXIT  uname .*", Capture::bootstrap),
            "runqlat", new Scene("bpfsh runqlat", 92, 26, "# bpfsh .*", Capture::runqlat),
            "syscount", new Scene("bpfsh syscount -L --top 14", 76, 18, "CALL .*", Capture::syscount)));

    private Capture() {}

    /** Makes the pictures of these names, all without a name, in {@code docs/pictures} of the current folder. */
    public static void main(String[] names) throws Exception {
        var all = new TreeSet<>(SCENES.keySet());
        all.add(Flames.NAME);
        for (var name : names.length == 0 ? all : List.of(names)) {
            if (!all.contains(name)) {
                System.err.println("docs/capture: no picture " + name + "; there are " + String.join(", ", all));
                System.exit(2);
            }
            var file = HERE.resolve("docs/pictures/" + name + ".svg");
            if (name.equals(Flames.NAME)) {
                Flames.draw(file);
            } else {
                draw(SCENES.get(name), file);
            }
            System.out.println(HERE.relativize(file));
        }
    }

    private static void draw(Scene scene, Path file) throws Exception {
        for (int i = 0; i < ATTEMPTS; i++) {
            var screen = screen(scene);
            if (scene.accepts(screen)) {
                Files.writeString(file, Picture.svg(scene.title(), scene.width(), screen));
                return;
            }
        }
        throw new IllegalStateException(
                scene.title() + ": too much else goes on here; try again when the machine is quiet");
    }

    private static String screen(Scene scene) throws Exception {
        var home = Files.createTempDirectory("bpfsh-capture");
        try (var terminal =
                Terminal.open(scene.width(), scene.height(), HERE, environment(home), List.of("sh", "-i"))) {
            terminal.await(SHELL);
            scene.steps().play(terminal);
            return terminal.styled();
        } finally {
            delete(home);
        }
    }

    private static Map<String, String> environment(Path home) {
        return Map.of(
                "HOME", home.toString(), "LC_ALL", "C.UTF-8", "PATH", HERE + ":" + System.getenv("PATH"), "PS1", "# ");
    }

    static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void session(Terminal terminal) {
        prompt(
                terminal,
                "var minimal = open(\"minimal\")",
                "minimal.bss().set(\"my_pid\", 1)",
                "minimal.load()",
                "minimal.attach()",
                "minimal.program(\"handle_tp\").disassemble()",
                "minimal.bss().set(\"my_pdi\", pid())");
    }

    private static void prompt(Terminal terminal, String... lines) {
        terminal.enter("bpfsh").await(PROMPT);
        terminal.press("C-l");
        for (var line : lines) {
            terminal.enter(line).await("(?s)" + Pattern.quote(line) + "\\s*?\n.*?" + PROMPT);
        }
    }

    private static void tab(Terminal terminal) {
        prompt(terminal, "var minimal = open(\"minimal\")");
        terminal.type("minimal.").press("Tab").await("ringBuffer");
        terminal.press("Tab").await("ringBuffer");
    }

    private static void values(Terminal terminal) {
        prompt(
                terminal,
                "hist(new Random(7).ints(2_000, 1, 5_000).boxed().toList(), linear(0, 5_000, 500))",
                "chart(List.of(3, 7, 12, 30, 22, 9, 4, 11, 26, 31, 18, 6, 2))",
                "record Fault(String name, int errno) {}",
                "List.of(new Fault(\"open\", 2), new Fault(\"connect\", 111))",
                "\"BPF triggered from PID 42\".getBytes()");
    }

    private static void errors(Terminal terminal) {
        prompt(
                terminal,
                "var minimal = opne(\"minimal\")",
                "int size = 5L",
                "var word = Pattern.compile(\"x\")",
                "var minimal = open(\"minimal\")",
                "int half(int n) { return n / (n - n); }",
                "half(3)",
                "minimal.bss().set(\"my_pid\", 1L << 40)",
                "/why");
    }

    private static void background(Terminal terminal) throws Exception {
        prompt(
                terminal,
                "var minimal = open(\"minimal\")",
                "minimal.bss().set(\"my_pid\", pid())",
                "minimal.load()",
                "minimal.attach()",
                "trace()",
                "var beat = every(seconds(1), () -> System.out.println(\"once a second\"))");
        terminal.press("C-l");
        terminal.enter("/live").await("bpfsh>");
        terminal.type("trace(line -> line");
        Thread.sleep(4_500);
    }

    private static void bootstrap(Terminal terminal) throws Exception {
        // Whoever looks at the terminal meanwhile is seen in it.
        var work = "sleep 4; ls /; sleep 0.3; gzip -c /etc/passwd; ls /nowhere; grep -c nobody /etc/passwd; uname";
        var working = new ProcessBuilder("sh", "-c", work)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        terminal.enter("bpfsh bootstrap");
        working.waitFor();
        Thread.sleep(500);
    }

    private static void runqlat(Terminal terminal) {
        terminal.enter("bpfsh runqlat --seconds 10").await("\\) .*\n# ?\\z");
    }

    private static void syscount(Terminal terminal) throws Exception {
        terminal.enter("bpfsh syscount -L --top 14").await("AVERAGE");
        Thread.sleep(3_000);
    }
}
