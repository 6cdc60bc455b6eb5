// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.libbpf.Libbpf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlyBindingTest {
    /** Binds early for the text that it is given, and ends so many milliseconds later. */
    public static final class Host {
        private Host() {}

        public static void main(String[] args) throws InterruptedException {
            EarlyBinding.ifNeededBy(args[0]);
            if (args.length > 2) {
                System.out.println(Libbpf.get().version());
            }
            Thread.sleep(Long.parseLong(args[1]));
            System.exit(7);
        }
    }

    private static Process start(Path folder, String... args) throws IOException {
        var command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                Host.class.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    @Test
    void anEndBeforeItIsBoundIsAnEndInOrder(@TempDir Path folder) throws Exception {
        for (int after : new int[] {0, 20, 60, 120, 200}) {
            var process = start(folder, "var minimal = open(\"minimal\");", String.valueOf(after));
            assertThat(new String(process.getInputStream().readAllBytes())).isEmpty();
            assertThat(process.waitFor(60, SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(7);
            try (var left = Files.list(folder)) {
                assertThat(left).as("after " + after + " ms").noneMatch(file -> file.toString()
                        .contains("jffi"));
            }
        }
    }

    @Test
    void whoNeedsItAtOnceWaitsForTheSame(@TempDir Path folder) throws Exception {
        var process = start(folder, "open(\"minimal\")", "0", "at once");
        assertThat(new String(process.getInputStream().readAllBytes()).strip())
                .isEqualTo(Libbpf.get().version());
        assertThat(process.waitFor(60, SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(7);
    }

    @Test
    void aTextTellsWhetherItIsNeeded() {
        assertThat(List.of("var o = open (\"x\")", "//SKELETON minimal", "skeleton(\"x\")", "progs().size()"))
                .allMatch(EarlyBinding::isNeededBy);
        assertThat(List.of("1 + 1", "reopen(x)", "System.out.println(\"open\")", "opened(2)", "// SKELETONS"))
                .noneMatch(EarlyBinding::isNeededBy);
    }
}
