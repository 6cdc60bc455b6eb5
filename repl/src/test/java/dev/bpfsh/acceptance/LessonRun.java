// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.lesson.LessonReader;
import dev.bpfsh.testing.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Plays a lesson as {@link LessonsTest} does, but with another bpfsh than this checkout's: test/packages has it go through
 * the first one in a fresh system, as somebody would who is new to all of it.
 *
 * <pre>{@code
 * java ... dev.bpfsh.acceptance.LessonRun /fresh/usr/share/bpfsh/docs/lessons/01-lifecycle.md chroot /fresh bpfsh
 * }</pre>
 */
public final class LessonRun {
    private static final int WIDTH = 80;
    private static final int HEIGHT = 24;

    private LessonRun() {}

    /** The lesson's file, then the command. */
    public static void main(String[] arguments) throws Exception {
        var file = Path.of(arguments[0]);
        var name = file.getFileName().toString().replaceAll("^\\d+-|\\.md$", "");
        var lesson = LessonReader.read(name, file.toString(), Files.readString(file));
        var command = List.of(arguments).subList(1, arguments.length);
        Kernel.awaitTracePipe();
        var terminal = Terminal.open(WIDTH, HEIGHT, Path.of("/"), System.getenv(), command);
        // A signal that ends this JVM leaves nothing behind either.
        Runtime.getRuntime().addShutdownHook(new Thread(terminal::close));
        terminal.await("/lesson\nbpfsh> ?$").enter("/lesson").await("^ +\\d+  " + name + " +\\S.*");
        new LessonPlay(terminal, WIDTH, lesson, name).play().assertObjectsGone();
        terminal.enter("/lesson").await("^ +\\d+  " + name + " .* done$");
        terminal.press("C-d");
        assertThat(terminal.awaitEnd()).isZero();
    }
}
