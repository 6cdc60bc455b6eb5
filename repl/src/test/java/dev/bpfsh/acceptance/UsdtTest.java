// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.attach.Usdt;
import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@code bpfsh usdt}: probes that programs were built with, those of HotSpot first. */
@Execution(ExecutionMode.CONCURRENT)
@RequiresKernel({Feature.BPF, Feature.UPROBE, Feature.HOTSPOT_PROBES})
class UsdtTest {
    private static final long PID = ProcessHandle.current().pid();
    private static final Path JVM = Path.of(System.getProperty("java.home"), "lib", "server", "libjvm.so");

    @TempDir
    Path home;

    @Test
    void withoutOptionsItSeesItsOwnJvmCollectGarbage() {
        try (var bpfsh = Bpfsh.in(home).start("usdt", "--seconds", "2")) {
            var out = bpfsh.end().exits(0).errIs("").out();
            assertThat(out).startsWith("TIME         PID COMM             PROBE\n");
            assertThat(out.lines().skip(1))
                    .isNotEmpty()
                    .allMatch(Pattern.compile("[0-9:]{8} +" + bpfsh.pid() + " \\S.* gc__begin\\([01]\\)")
                            .asMatchPredicate());
        }
    }

    @Test
    void aTextIsAsLongAsTheNextArgumentSays() throws Exception {
        try (var bpfsh = Bpfsh.in(home).start("usdt", "--pid", "" + PID, "--name", "vmops__begin", "--json")) {
            var row = Pattern.compile("\"probe\":\\{\"function\":\"vmops__begin\",\"arguments\":\\[\"(\\w+)\",(\\d+),");
            bpfsh.awaitOut("\"arguments\":\\[\"\\w*Collect\\w*\",", System::gc);
            assertThat(row.matcher(bpfsh.out()).results()).isNotEmpty().allSatisfy(hit -> assertThat(hit.group(1))
                    .hasSize(Integer.parseInt(hit.group(2))));
            bpfsh.signal("INT").end().exits(130);
        }
    }

    @Test
    void allProbesOfAFileAreListed() {
        var known = Usdt.list(JVM.toString());
        var lines = Bpfsh.in(home)
                .run("usdt", "--list", "--path", JVM.toString(), "--json")
                .succeeds()
                .out();
        assertThat(lines.lines()).hasSameSizeAs(known);
        for (var probe : known) {
            assertThat(lines)
                    .contains("{\"provider\":\"%s\",\"name\":\"%s\",\"places\":%d,\"arguments\":\"%s\"}\n"
                            .formatted(probe.provider(), probe.name(), probe.places(), probe.arguments()));
        }
        assertThat(Bpfsh.in(home).run("usdt", "--list").succeeds().out())
                .startsWith("PROVIDER   NAME ")
                .containsPattern("(?m)^hotspot +gc__begin +[12] 1@");
    }

    @Test
    void whatIsNotThereIsSaidWithWhatIsNear() throws Exception {
        Bpfsh.in(home)
                .run("usdt", "--name", "gc_begin")
                .exits(1)
                .errContains("has no probe hotspot:gc_begin", "did you mean hotspot:gc__begin");
        Bpfsh.in(home)
                .run("usdt", "--list", "--path", "sleep")
                .exits(1)
                .outIs("")
                .errContains("sleep was built without such probes");
        var text = Files.writeString(home.resolve("text"), "no program ".repeat(10));
        Bpfsh.in(home)
                .run("usdt", "--list", "--path", text.toString())
                .exits(1)
                .errContains("text is no program and no library");
    }
}
