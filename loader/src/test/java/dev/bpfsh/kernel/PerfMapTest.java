// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerfMapTest {
    private static final String SOME = """
            0x00007f0000001000 0x0000000000000100 int Main.spin(long, java.lang.String)
            7f0000002000 80 LazyCompile:~node_function /app/index.js:1
            0x7f0000003000 0x10 StubRoutines (1)
            not a line
            0x7f0000004000 zz broken
            0x7f0000005000 0x20 void Main$$Lambda$14/0x0000000800c03200.run()
            0x7f0000006000 0x20 evil\u001b[2J
            """;

    @TempDir
    Path folder;

    private static String at(long address) {
        return PerfMap.parse(SOME).at(address).map(Frame::name).orElse("");
    }

    @Test
    void codeIsFoundByEachOfItsAddresses() {
        assertThat(at(0x7f0000000fffL)).isEmpty();
        assertThat(at(0x7f0000001000L)).isEqualTo("Main.spin");
        assertThat(at(0x7f00000010ffL)).isEqualTo("Main.spin");
        assertThat(at(0x7f0000001100L)).isEmpty();
        assertThat(at(0x7f0000002000L)).isEqualTo("LazyCompile:~node_function /app/index.js:1");
        assertThat(at(0x7f0000003001L)).isEqualTo("StubRoutines (1)");
        assertThat(at(0x7f0000004000L)).isEmpty();
        assertThat(at(0x7f0000005000L)).isEqualTo("Main$$Lambda$14.run");
        assertThat(at(0x7f0000006000L)).isEqualTo("evil\\e[2J");
        assertThat(PerfMap.parse("").at(1)).isEmpty();
    }

    @Test
    void ofCodeInOnePlaceTheLaterLineCounts() {
        var map = PerfMap.parse("1000 10 old\n1000 10 new\n");
        assertThat(map.at(0x1005).orElseThrow().name()).isEqualTo("new");
    }

    @Test
    void onlyAFileOfTheRightOwnerIsRead() throws Exception {
        var file = Files.writeString(folder.resolve("perf-1.map"), SOME);
        int owner = (Integer) Files.getAttribute(file, "unix:uid");
        assertThat(PerfMap.read(file, owner).orElseThrow().size()).isEqualTo(5);
        if (owner != 0) {
            assertThat(PerfMap.read(file, owner + 1)).isEmpty();
        }
        var link = Files.createSymbolicLink(folder.resolve("link"), file);
        assertThat(PerfMap.read(link, owner)).isEmpty();
        assertThat(PerfMap.read(folder, owner)).isEmpty();
        assertThat(PerfMap.read(folder.resolve("none"), owner)).isEmpty();
    }
}
