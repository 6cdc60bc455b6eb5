// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import static org.assertj.core.api.Assertions.assertThat;

import example.Things;
import example.Things.Task;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Values of Java's own types and of the user's, as the prompt answers with them. */
class JavaViewsTest {
    private static final Style PLAIN = Style.plain().withAll("show($1)");
    private static final Style NARROW = new Style(false, 40, 24);
    private static final Style RICH = new Style(new Theme(256, true), true, 80, 24);

    private static String answer(Object value) {
        return Views.answer("x", value, PLAIN);
    }

    @Test
    void whatIsShortIsOnOneLine() {
        assertThat(answer(42)).isEqualTo("x ==> 42");
        assertThat(answer(null)).isEqualTo("x ==> null");
        assertThat(answer("a\n\"b\"")).isEqualTo("x ==> \"a\\n\\\"b\\\"\"");
        assertThat(answer(List.of("a", 'b', 3))).isEqualTo("x ==> [\"a\", 'b', 3]");
        assertThat(answer(new TreeMap<>(Map.of("a", 1, "b", 2)))).isEqualTo("x ==> {\"a\"=1, \"b\"=2}");
        assertThat(answer(new int[][] {{1}, {2, 3}})).isEqualTo("x ==> int[][2] {int[1] {1}, int[2] {2, 3}}");
        assertThat(answer(Optional.of(5))).isEqualTo("x ==> Optional[5]");
        assertThat(answer(Optional.empty())).isEqualTo("x ==> Optional.empty");
        assertThat(answer(Map.entry("a", 1))).isEqualTo("x ==> a=1");
        assertThat(Views.answer("x", 42, RICH)).isEqualTo("x ==> \u001b[38;5;179m42\u001b[m");
        assertThat(Views.answer("x", "a", RICH)).isEqualTo("x ==> \u001b[38;5;114m\"a\"\u001b[m");
    }

    @Test
    void recordsAreATable() {
        var tasks = List.of(new Task(1, "init", 0.25), new Task(4711, "\u65e5\u672c", 99.5));
        assertThat(answer(tasks)).isEqualTo(" pid  comm    cpu\n   1  init  0.250\n4711  \u65e5\u672c   99.5");
        assertThat(Views.answer("x", tasks, RICH)).startsWith("\u001b[1m pid  comm    cpu\u001b[m\n");
        assertThat(answer(tasks.toArray())).startsWith(" pid  comm");
        assertThat(answer(Arrays.asList(tasks.get(0), null))).endsWith("\n  -  -         -");
        assertThat(answer(Arrays.asList(null, tasks.get(0)))).startsWith("pid  comm    cpu\n  -  -         -");
        assertThat(answer(tasks.get(0))).isEqualTo("x ==> Task[pid=1, comm=init, cpu=0.25]");
        assertThat(answer(new Task(1, "x".repeat(80), 1)))
                .startsWith("Task\n  pid   1\n  comm  xxx")
                .contains("...\n");
    }

    @Test
    void aNameThatNobodyChoseIsAtTheEndOfTheFirstLine() {
        var tasks = List.of(new Task(1, "init", 0), new Task(2, "sh", 1));
        assertThat(Views.answer("$12", tasks, PLAIN).lines())
                .startsWith("pid  comm  cpu" + " ".repeat(79 - 14 - 3) + "$12", "  1  init  0.0");
        assertThat(Views.answer("$12", tasks, new Style(false, 18, 24))).startsWith("pid  comm  cpu\n");
        assertThat(Views.answer("tasks", tasks, PLAIN)).startsWith("pid  comm  cpu\n");
    }

    @Test
    void objectsWithoutATextAreTheirFields() {
        assertThat(answer(new Things.Bean())).isEqualTo("Bean\n  size  3\n  name  a");
        assertThat(answer(List.of(new Things.Bean(), new Things.Bean()))).isEqualTo("size  name\n   3  a\n   3  a");
        assertThat(answer(new Object())).startsWith("x ==> java.lang.Object@");
        assertThat(answer(List.of(Map.of("a", 1), Map.of("a", 22)))).isEqualTo(" a\n 1\n22");
    }

    @Test
    void manyEntriesAreATable() {
        var squares = IntStream.range(0, 100)
                .boxed()
                .collect(Collectors.toMap(i -> i, i -> i * i, (a, b) -> a, TreeMap::new));
        assertThat(answer(squares).lines())
                .hasSize(21)
                .startsWith("key  value", "  0      0", "  1      1")
                .endsWith(" 18    324", "... 81 more of 100: show($1)");
        assertThat(answer(List.of(Map.entry("a", 1), Map.entry("b", 2))))
                .isEqualTo("key  value\na        1\nb        2");
        assertThat(answer(new TreeMap<>(Map.of("k", new Task(1, "a", 2)))))
                .isEqualTo("key  pid  comm  cpu\nk      1  a     2.0");
        assertThat(answer(Map.of(new Task(1, "a", 2), new Task(3, "b", 4))))
                .isEqualTo("pid  comm  cpu  value.pid  value.comm  value.cpu\n"
                        + "  1  a     2.0          3  b                 4.0");
    }

    @Test
    void aTableFitsItsScreen() {
        var wide = List.of(new Task(1, "c".repeat(100), 1));
        assertThat(Views.answer("x", wide, NARROW))
                .isEqualTo("pid  comm                            cpu\n" + "  1  ccccccccccccccccccccccccccc...  1.0");
        var columns = List.of(IntStream.range(0, 12)
                .boxed()
                .collect(Collectors.toMap(i -> "column" + i, i -> 7, (a, b) -> a, TreeMap::new)));
        assertThat(Views.answer("x", columns, NARROW).lines())
                .startsWith("column0  column1  column10  column11", "      7        7         7         7")
                .last()
                .asString()
                .startsWith("(a wider screen shows column2, ");
        assertThat(Views.answer("x", columns, new Style(false, 200, 24))).contains("column9");
        // Also where there are more rows than the widths are measured by.
        var many = Collections.nCopies(2_000, columns.get(0));
        assertThat(Views.lines(many, NARROW.tall()))
                .hasSize(2_002)
                .last()
                .asString()
                .startsWith("(a wider screen");
        assertThat(String.join("\n", Views.all(columns, NARROW))).contains("column9");
    }

    @Test
    void bytesAreAHexDump() {
        assertThat(answer(new byte[0])).isEqualTo("x ==> byte[], 0 bytes");
        assertThat(answer("ELF\0".getBytes())).isEqualTo("x ==> byte[], 4 bytes  45 4c 46 00  |ELF.|");
        var bytes = new byte[20];
        bytes[16] = 'a';
        bytes[17] = (byte) 0xff;
        assertThat(answer(bytes))
                .isEqualTo("byte[], 20 bytes\n"
                        + "0000  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|\n"
                        + "0010  61 ff 00 00                                       |a...|");
        assertThat(Views.answer("x", bytes, NARROW)).contains("\n0000 00 00 00 00 00 00 00 00 |........|\n0008 ");
        assertThat(answer(new byte[10_000]).lines()).hasSize(21).last().isEqualTo("... 9696 more bytes: show($1)");
        var buffer = ByteBuffer.wrap(bytes, 16, 4);
        assertThat(answer(buffer)).endsWith("4 bytes  61 ff 00 00  |a...|");
        assertThat(buffer.position()).isEqualTo(16);
        assertThat(Views.all(new byte[10_000], PLAIN)).hasSize(626);
    }

    @Test
    void allElementsAreLinesOfTheWidth() {
        var numbers = IntStream.range(0, 1_000_000).boxed().toList();
        var lines = new ArrayList<String>();
        Views.all(numbers, NARROW).forEach(lines::add);
        assertThat(lines.get(0)).isEqualTo("[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,");
        assertThat(lines.get(lines.size() - 1)).endsWith("999999]");
        assertThat(lines).allMatch(line -> line.length() <= 40);
        assertThat(Views.all(new int[] {1, 2}, NARROW)).containsExactly("int[2] {1, 2}");
        assertThat(Views.all(List.of("x".repeat(50), 1, 2), NARROW))
                .containsExactly("[", "\"" + "x".repeat(50) + "\",", "1, 2]");
        assertThat(Views.show(List.of(1, 2), Style.unbounded())).isEqualTo("[1, 2]");
    }

    @Test
    void whatCanBeReadOnceIsNotRead() {
        var endless = Stream.generate(() -> 1).peek(each -> {
            throw new AssertionError("read");
        });
        assertThat(answer(endless))
                .isEqualTo("x ==> a stream, of which nothing is read: .limit(10).toList() takes some");
        assertThat(answer(IntStream.iterate(0, i -> i + 1))).contains("nothing is read");
        var iterator = List.of(1, 2).iterator();
        assertThat(answer(iterator)).contains("nothing is read: next() takes one");
        assertThat(iterator.next()).isEqualTo(1);
    }

    @Test
    void timesAreAsPeopleSayThem() {
        assertThat(answer(Duration.ofNanos(12_345))).isEqualTo("x ==> 12.3 us");
        assertThat(answer(Duration.ofMillis(-1500))).isEqualTo("x ==> -1.5 s");
        assertThat(answer(Duration.ofSeconds(4_000))).isEqualTo("x ==> 1 h 6 min");
        assertThat(answer(Duration.ofDays(2))).isEqualTo("x ==> 2 d");
        assertThat(answer(Duration.ZERO)).isEqualTo("x ==> 0 ns");
        assertThat(answer(Duration.ofSeconds(Long.MIN_VALUE))).startsWith("x ==> PT-");
        assertThat(answer(Instant.EPOCH.plusMillis(5))).isEqualTo("x ==> 1970-01-01T00:00:00.005Z");
    }

    @Test
    void anExceptionThatWasNotThrownIsOneToo() {
        assertThat(answer(new IllegalArgumentException("no", new ArithmeticException("/ by zero"))))
                .isEqualTo("IllegalArgumentException: no\n  because: ArithmeticException: / by zero");
    }

    @Test
    void threadsAndProcessesAreRows() {
        assertThat(answer(Thread.currentThread())).startsWith("x ==> Thread[");
        assertThat(answer(List.of(Thread.currentThread()))).startsWith("name ").contains("RUNNABLE");
        assertThat(answer(List.of(ProcessHandle.current())))
                .contains("pid  user")
                .contains("" + ProcessHandle.current().pid());
    }

    @Test
    void longTextsAndLogsAreCut() {
        assertThat(answer("x".repeat(10_000)))
                .endsWith("more characters: show($1))")
                .hasSizeLessThan(80 * 21);
        var log = Collections.nCopies(1_000, "a line of a log that is longer than forty letters");
        assertThat(answer(log).lines()).hasSize(21).first().isEqualTo("... 980 lines before: show($1)");
        assertThat(Views.all(log, PLAIN)).hasSize(1_000);
        assertThat(Views.all("a\nb\tc", PLAIN)).containsExactly("a", "b    c");
        assertThat(Views.show("a\tb", Style.unbounded())).isEqualTo("a\tb");
    }
}
