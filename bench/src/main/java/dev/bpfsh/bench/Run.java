// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What {@code bench/run} runs: measures rows, prints them, and writes them all down. */
final class Run {
    /** The page, of which what stands behind this line is written here and the rest by people. */
    private static final Path PAGE = Path.of("docs/performance.md");

    private static final String WRITTEN = "<!-- Below this line bench/run writes. -->\n";

    private static final int USAGE = 2;
    private static final int MISSED = 3;

    /** @param uncounted so many runs of each program come before those that count */
    private record Table(String title, int uncounted, int runs, Function<Jdk, List<Row>> rows) {
        Table quick() {
            return new Table(title, uncounted, Math.max(1, runs / 3), rows);
        }
    }

    private static final List<Table> TABLES = List.of(
            new Table("The shell", 1, 9, ShellRows::of),
            // In these a process warms up by itself, and measures for long.
            new Table("The loader", 0, 5, LoaderRows::of));

    private final StringBuilder page = new StringBuilder(WRITTEN);
    private boolean missed;

    private Run() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Collection<Jdk> jdks = Jdk.all();
        List<Table> tables = TABLES;
        List<String> names = new ArrayList<>();
        for (var word : args) {
            if (word.equals("--quick")) {
                tables = tables.stream().map(Table::quick).toList();
            } else if (word.startsWith("--jdk=")) {
                jdks = jdks.stream()
                        .filter(jdk -> word.equals("--jdk=" + jdk.feature()))
                        .toList();
            } else {
                names.add(word);
            }
        }
        if (jdks.isEmpty()) {
            throw wrong("no such JDK in /usr/lib/jvm");
        }
        var known = names(tables, jdks);
        if (!known.containsAll(names)) {
            throw wrong("the names are: " + String.join(" ", known));
        }
        var run = new Run();
        var machine = Machine.description();
        System.out.println(machine);
        run.page.append('\n').append(machine).append('\n');
        for (var jdk : jdks) {
            var runner = new Runner(jdk);
            runner.prepare();
            for (var table : tables) {
                run.measure(runner, jdk, table, names);
            }
            if (args.length == 0) {
                run.page
                        .append("\n## Where the time goes, JDK ")
                        .append(jdk.version())
                        .append('\n');
                run.profile(runner, "-e", "1+1");
                run.profile(runner, "minimal", "--seconds", "1");
            }
        }
        if (args.length == 0) {
            run.write();
        }
        System.exit(run.missed ? MISSED : 0);
    }

    private static List<String> names(List<Table> tables, Collection<Jdk> jdks) {
        var any = jdks.iterator().next();
        return tables.stream()
                .flatMap(table -> table.rows().apply(any).stream())
                .map(Row::name)
                .distinct()
                .toList();
    }

    private static RuntimeException wrong(String why) {
        System.err.println("bench/run: " + why);
        System.exit(USAGE);
        return new IllegalStateException(why);
    }

    private void measure(Runner runner, Jdk jdk, Table table, List<String> names)
            throws IOException, InterruptedException {
        Map<List<Program>, List<Row>> together = new LinkedHashMap<>();
        for (var row : table.rows().apply(jdk)) {
            if (names.isEmpty() || names.contains(row.name())) {
                together.computeIfAbsent(List.of(row.ours(), row.peer()), programs -> new ArrayList<>())
                        .add(row);
            }
        }
        if (together.isEmpty()) {
            return;
        }
        var title = table.title() + ", JDK " + jdk.version();
        System.out.println("\n" + title + ": medians (and quartiles) of " + table.runs() + " runs");
        page.append("\n## ").append(title).append("\n\n").append(Result.head()).append('\n');
        for (var rows : together.values()) {
            for (var result : runner.measure(rows, table.uncounted(), table.runs())) {
                missed |= !result.isMet();
                System.out.println(result.line());
                page.append(result.cells()).append('\n');
            }
        }
    }

    private void profile(Runner runner, String... arguments) throws IOException, InterruptedException {
        page.append("\n```\n$ bpfsh --timing ")
                .append(String.join(" ", arguments))
                .append('\n')
                .append(runner.profile(arguments))
                .append("```\n");
    }

    private void write() throws IOException {
        var before = Files.readString(PAGE);
        Files.writeString(PAGE, before.substring(0, before.indexOf(WRITTEN)) + page);
    }
}
