// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedHistoryTest {
    @TempDir
    private Path temp;

    private Path file;

    @BeforeEach
    void make() {
        file = HistoryFile.in(temp.resolve("state")).path();
    }

    private SharedHistory open() throws IOException {
        Terminal terminal = new DumbTerminal(System.in, System.out);
        SharedHistory history = new SharedHistory(file);
        LineReader reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .history(history)
                .variable(LineReader.HISTORY_SIZE, SharedHistory.MOST)
                .option(LineReader.Option.HISTORY_IGNORE_SPACE, true)
                .build();
        history.attach(reader);
        return history;
    }

    private static List<String> entries(SharedHistory history) {
        return StreamSupport.stream(history.spliterator(), false)
                .map(entry -> entry.line())
                .toList();
    }

    @Test
    void keepsEntriesOfManyLinesWhole() throws IOException {
        open().add("int f() {\n    return '\\n'; }");
        assertThat(entries(open())).containsExactly("int f() {\n    return '\\n'; }");
        assertThat(Files.readString(file)).matches("\\d+:int f\\(\\) \\{\\\\n    return '\\\\\\\\n'; }\n");
    }

    @Test
    void takesInWhatOtherSessionsAdd() throws IOException {
        SharedHistory one = open();
        SharedHistory two = open();
        one.add("one");
        two.add("two");
        assertThat(entries(two)).containsExactly("one", "two");
        one.refresh();
        assertThat(entries(one)).containsExactly("one", "two");
        two.add("three");
        one.add("four");
        two.refresh();
        assertThat(entries(one)).isEqualTo(entries(two)).containsExactly("one", "two", "three", "four");
    }

    @Test
    void losesNothingOfSessionsThatTypeAtTheSameTime() throws Exception {
        List<Thread> sessions = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            SharedHistory history = open();
            String name = "x".repeat(3000) + i + ":";
            sessions.add(new Thread(() -> IntStream.range(0, 100).forEach(n -> history.add(name + n))));
        }
        sessions.forEach(Thread::start);
        for (Thread session : sessions) {
            session.join();
        }
        assertThat(entries(open())).hasSize(800).doesNotHaveDuplicates();
    }

    @Test
    void keepsNothingThatBeginsWithABlank() throws IOException {
        SharedHistory history = open();
        history.add(" var password = \"x\"");
        assertThat(entries(history)).isEmpty();
        assertThat(file).isEmptyFile();
    }

    @Test
    void passesOverWhatIsDamaged() throws IOException {
        byte[] damaged = ("1:good\nrubbish\n2:cut\\\n:x\n3:\u0000\u0000\n99999999999999999999:x\n4:a\u001b[2J\n5:"
                        + "y".repeat(100_000) + "\n6:half")
                .getBytes(StandardCharsets.UTF_8);
        damaged[damaged.length - 4] = (byte) 0xff;
        Files.write(file, damaged);
        SharedHistory history = open();
        assertThat(entries(history)).containsExactly("good", "a\\u001b[2J", "y".repeat(100_000));
        history.add("new");
        assertThat(entries(open())).hasSize(4).endsWith("new");
        assertThat(history.problem()).isEmpty();
    }

    @Test
    void saysOnceThatItCannotKeepAnything() throws IOException {
        SharedHistory history = open();
        file = Path.of("/dev/full");
        SharedHistory full = open();
        full.add("one");
        full.add("two");
        assertThat(full.problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("/dev/full"));
        assertThat(full.problem()).isEmpty();
        assertThat(entries(full)).containsExactly("one", "two");
        Files.delete(temp.resolve("state/history"));
        history.add("three");
        assertThat(history.problem()).isPresent();
        assertThat(entries(history)).containsExactly("three");
    }

    @Test
    void leavesTheNewestWhereThereAreTooMany() throws IOException {
        SharedHistory other = open();
        StringBuilder lines = new StringBuilder();
        IntStream.range(0, SharedHistory.MOST * 2)
                .forEach(n -> lines.append(n).append(":entry ").append(n).append('\n'));
        Files.writeString(file, lines);
        SharedHistory history = open();
        assertThat(Files.readAllLines(file)).hasSize(SharedHistory.MOST);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(entries(history)).hasSize(SharedHistory.MOST).endsWith("entry " + (SharedHistory.MOST * 2 - 1));
        history.add("last");
        other.refresh();
        assertThat(entries(other)).endsWith("last");
        other.add("of the other");
        history.refresh();
        assertThat(entries(history)).endsWith("last", "of the other");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).hasSize(1);
        }
    }
}
