// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Half a million damaged objects, or as many as {@code -Dbpfsh.campaign=N} says, in processes that may die of them:
 * where one does, its number is kept and the next one goes on behind it. Takes a quarter of an hour or more, and so is
 * run by its name only: {@code mvn test -pl loader -Dtest=MutationCampaign}.
 */
class MutationCampaign {
    private static final long OBJECTS = Long.getLong("bpfsh.campaign", 500_000);
    private static final long A_PROCESS = 20_000;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"open", "load"})
    void nobodyDies(String mode) throws Exception {
        var deaths = new ArrayList<String>();
        for (long number = 0; number < OBJECTS; ) {
            long end = Math.min(OBJECTS, number + A_PROCESS);
            var place = folder.resolve(mode + number);
            var output = folder.resolve(mode + number + ".txt");
            int status = run(output, place.toString(), mode, String.valueOf(number), String.valueOf(end));
            if (status == 0) {
                number = end;
            } else {
                long at = numberIn(place);
                deaths.add("%s %d, status %d: %s".formatted(mode, at, status, beginning(output)));
                number = at + 1;
            }
        }
        assertThat(deaths).isEmpty();
    }

    private int run(Path output, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                "nice",
                "-n",
                "19",
                System.getProperty("java.home") + "/bin/java",
                "-XX:+UseSerialGC",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + folder.resolve("crash.txt"),
                "-cp",
                System.getProperty("java.class.path"),
                MutationProcess.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
    }

    private static long numberIn(Path place) throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(place))
                .order(ByteOrder.nativeOrder())
                .getLong(0);
    }

    private static String beginning(Path output) throws IOException {
        return String.join("\n", Files.readAllLines(output).stream().limit(20).toList());
    }
}
