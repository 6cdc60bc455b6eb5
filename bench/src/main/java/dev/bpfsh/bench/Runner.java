// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs programs in turn, with folders for what bpfsh keeps that are not the user's. */
final class Runner {
    private static final Path HOME = Path.of("bench/target/home");
    private static final File SAID = new File("bench/target/said.log");
    private static final int REHEARSAL_POLL_MILLIS = 200;

    private final Jdk jdk;

    Runner(Jdk jdk) {
        this.jdk = jdk;
    }

    /** Has bpfsh build what it builds at its first start with a JDK, and waits for that. */
    void prepare() throws IOException, InterruptedException {
        run(Program.of("bpfsh", "./bpfsh", "-e", "1"));
        while (ProcessHandle.allProcesses()
                .anyMatch(process -> process.info().commandLine().orElse("").contains("--rehearse"))) {
            Thread.sleep(REHEARSAL_POLL_MILLIS);
        }
    }

    /**
     * Measures rows that have both programs in common.
     *
     * @param uncounted so many runs of each come before those that count
     */
    List<Result> measure(List<Row> rows, int uncounted, int runs) throws IOException, InterruptedException {
        Map<String, List<Double>> ours = new HashMap<>();
        Map<String, List<Double>> peers = new HashMap<>();
        for (int run = -uncounted; run < runs; run++) {
            // Whatever else goes on in the machine meets both.
            var one = run(rows.get(0).ours());
            var other = run(rows.get(0).peer());
            if (run >= 0) {
                note(one, ours);
                note(other, peers);
            }
        }
        List<Result> results = new ArrayList<>();
        for (var row : rows) {
            results.add(new Result(
                    row,
                    runs,
                    new Sample(ours.get(row.metric())),
                    Optional.ofNullable(peers.get(row.metric())).map(Sample::new)));
        }
        return results;
    }

    /** What {@code bpfsh --timing} says of a run. */
    String profile(String... arguments) throws IOException, InterruptedException {
        run(Program.of("bpfsh", "./bpfsh", "--timing").with(arguments));
        var said = Files.readString(SAID.toPath());
        return said.substring(said.indexOf("from   took"));
    }

    private static void note(Map<String, Double> values, Map<String, List<Double>> all) {
        values.forEach((metric, value) ->
                all.computeIfAbsent(metric, first -> new ArrayList<>()).add(value));
    }

    private Map<String, Double> run(Program program) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(program.line()).redirectError(SAID);
        var environment = builder.environment();
        environment.put("JAVA_HOME", jdk.home().toString());
        environment.put("XDG_CONFIG_HOME", folder("config").toString());
        environment.put("XDG_STATE_HOME", folder("state").toString());
        var cache = program.emptyCache() ? Files.createTempDirectory(folder("caches"), "") : folder("cache");
        environment.put("XDG_CACHE_HOME", cache.toString());
        var process = builder.start();
        process.getOutputStream().close();
        Map<String, Double> metrics = new LinkedHashMap<>();
        try (var lines = process.inputReader()) {
            lines.lines()
                    .map(line -> line.split(" "))
                    .filter(words -> words.length == 2)
                    .forEach(words -> metrics.put(words[0], Double.valueOf(words[1])));
        }
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", program.line()) + ": failed\n" + Files.readString(SAID.toPath()));
        }
        return metrics;
    }

    private static Path folder(String name) throws IOException {
        return Files.createDirectories(HOME.resolve(name)).toAbsolutePath();
    }
}
