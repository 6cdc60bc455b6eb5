// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.kernel.Bpffs;
import dev.bpfsh.lesson.LessonReader;
import dev.bpfsh.lesson.Part;
import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.BuildJdk;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.OnOneJdk;
import dev.bpfsh.testing.RequiresKernel;
import dev.bpfsh.testing.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each lesson is played from its beginning to its end in a terminal of 80x24, and nothing of it is left. One alone:
 * {@code mvn verify -Dtest=LessonsTest -Dlesson=lifecycle}; one that is being written: {@code -Dlesson=FILE.md}. On another
 * JDK some are left out, but for what is asked for; {@code -Dlesson=all} asks for all.
 */
@Execution(ExecutionMode.CONCURRENT)
@Order(1)
@RequiresKernel({Feature.BPF, Feature.TRACEFS})
class LessonsTest {
    private static final int WIDTH = 80;
    private static final int HEIGHT = 24;
    private static final Path OURS = Bpfsh.root().resolve("docs/lessons");
    private static final Path FIXTURE = Bpfsh.root().resolve("repl/src/test/resources/lessons/01-first.md");

    private static final String ALL = "all";

    /** Those in which the JVM is the subject, or most of what others do is done; they are played on every JDK. */
    private static final Pattern ON_EVERY_JDK = Pattern.compile(".*-(first|lifecycle|user-space)\\.md");

    /** Prompts at which a lesson has come to its end: a start, and all that a JVM does for the first time, is shared. */
    private static final Queue<Terminal> READY = new ConcurrentLinkedQueue<>();

    @TempDir
    static Path shared;

    @TempDir
    Path home;

    static Stream<Path> lessons() throws IOException {
        var wanted = System.getProperty("lesson", "");
        if (wanted.endsWith(".md")) {
            return Stream.of(Bpfsh.root().resolve(wanted));
        } else if (!Files.isDirectory(OURS)) {
            return Stream.of(FIXTURE);
        }
        try (var files = Files.list(OURS)) {
            return Stream.concat(
                            Stream.of(FIXTURE),
                            files
                                    .filter(file ->
                                            file.getFileName().toString().matches("\\d+-.*\\.md"))
                                    .sorted()
                                    .toList()
                                    .stream())
                    .filter(file ->
                            wanted.equals(ALL) || file.getFileName().toString().contains(wanted))
                    .filter(file -> BuildJdk.isThis()
                            || !wanted.isEmpty()
                            || ON_EVERY_JDK.matcher(file.toString()).matches());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lessons")
    void isPlayedToItsEnd(Path file) throws Exception {
        var text = Files.readString(file);
        Kernel.alone(text, () -> play(file, text));
    }

    private void play(Path file, String text) throws Exception {
        var name = file.getFileName().toString().replaceFirst("^\\d+-", "").replaceFirst("\\.md$", "");
        var lesson = LessonReader.read(name, file.toString(), text);
        var before = outside();
        var terminal = READY.poll();
        if (terminal == null) {
            terminal = Bpfsh.in(shared).terminal(WIDTH, HEIGHT);
        }
        boolean usable = false;
        try {
            terminal.await("bpfsh> ?$");
            var footprint = new LessonPlay(terminal, WIDTH, lesson, file.toString()).play();
            footprint.assertObjectsGone();
            terminal.enter("/live").await("^nothing is open\nbpfsh> ?$");
            terminal.enter("/list").await("^bpfsh> /list\nbpfsh> ?$");
            // Another lesson, which is played beside this one, may have an interface that this one's text has a word
            // for.
            var code = lesson.parts().stream().map(Part::making).collect(Collectors.joining("\n"));
            assertThat(outside().stream()
                            .filter(each -> !before.contains(each) && code.contains(each.replaceFirst(".*/", ""))))
                    .as("pins and interfaces that are left")
                    .isEmpty();
            terminal.press("C-l").await("\\Abpfsh> ?\\z").forget();
            usable = true;
        } finally {
            if (usable) {
                READY.add(terminal);
            } else {
                terminal.close();
            }
        }
    }

    /** Nothing of a lesson is left, so that it is as for another to be played in the same session. */
    @AfterAll
    static void endAll() {
        while (!READY.isEmpty()) {
            try (var terminal = READY.remove()) {
                terminal.press("C-d");
                assertThat(terminal.awaitEnd()).isZero();
            }
        }
    }

    /** What outlives a process, by name: pins, network interfaces. */
    private static Set<String> outside() throws IOException {
        return Stream.concat(
                        files(Path.of("/sys/class/net")),
                        Bpffs.mounts().stream().flatMap(LessonsTest::files))
                .collect(Collectors.toSet());
    }

    private static Stream<String> files(Path folder) {
        try (var files = Files.walk(folder, 3)) {
            return files.map(Path::toString).toList().stream();
        } catch (IOException e) {
            return Stream.of();
        }
    }

    @Test
    @OnOneJdk
    void theOneThatShowsHowLessonsAreWrittenIsPlayed() throws Exception {
        var page = Files.readString(Bpfsh.root().resolve("docs/writing-lessons.md"));
        int begin = page.indexOf("````markdown\n") + "````markdown\n".length();
        var example = page.substring(begin, page.indexOf("\n````", begin) + 1);
        play(Files.writeString(home.resolve("example.md"), example), example);
    }

    /** What a lesson leaves outside of the process is taken back however the process ends, and so is what it started. */
    @Test
    void itsUndoIsDoneWhateverEndsThePrompt() throws Exception {
        var pin = home.resolve("pin");
        var own = Files.writeString(home.resolve("own.md"), String.format("""
                # One

                ```java
                var child = new ProcessBuilder("sleep", "600").start();
                Files.createFile(Path.of("%1$s"))
                ```

                ```java
                2
                ```

                ```java undo
                Files.delete(Path.of("%1$s"));
                ```
                """, pin));
        for (var end : List.<Consumer<Terminal>>of(
                terminal -> terminal.press("C-d").await("^bpfsh> ?$").press("C-d"),
                terminal -> terminal.enter("exit()"),
                terminal -> ProcessHandle.of(terminal.pid()).orElseThrow().destroy())) {
            try (var terminal = Bpfsh.in(home).terminal(WIDTH, HEIGHT)) {
                terminal.await("bpfsh> ?$");
                terminal.enter("/lesson " + own).await("^own 1/2> var child");
                terminal.press("Enter").await("^own 2/2> 2$");
                assertThat(pin).exists();
                var child = child(terminal.pid(), "sleep");
                end.accept(terminal);
                terminal.awaitEnd();
                assertThat(pin).doesNotExist();
                assertThat(child.onExit()).succeedsWithin(Duration.ofSeconds(5));
                Files.delete(home.resolve("state/bpfsh/lessons"));
            }
        }
    }

    private static ProcessHandle child(long pid, String name) {
        return ProcessHandle.of(pid)
                .orElseThrow()
                .children()
                .filter(child -> child.info().command().orElse("").endsWith("/" + name))
                .findAny()
                .orElseThrow();
    }

    /**
     * Markdown is read by those who learn, and by nobody else: so the prompt need not load it. Newer JVMs take all that an
     * archive of theirs holds at once, wanted or not.
     */
    @Test
    @OnOneJdk
    void nothingOfItIsLoadedBeforeOneIsAskedFor() throws Exception {
        try (var terminal = Bpfsh.in(home)
                .env("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + home + "/classes.%p")
                .terminal(WIDTH, HEIGHT)) {
            terminal.await("bpfsh> ?$");
            // The launcher makes an archive of classes beside it, in another process.
            var classes = home.resolve("classes." + terminal.pid());
            terminal.enter("1 + 1").await("==> 2\nbpfsh> ?$");
            assertThat(lessonClasses(classes)).isEmpty();
            terminal.enter("/lesson " + FIXTURE).await("^first 1/5> ?$");
            assertThat(lessonClasses(classes)).isNotEmpty();
        }
    }

    private static List<String> lessonClasses(Path log) throws IOException {
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(" org.commonmark.") || line.contains(" dev.bpfsh.lesson."))
                    .toList();
        }
    }
}
