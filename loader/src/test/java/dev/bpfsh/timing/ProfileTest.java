// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.timing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is kept of phases, and how it is shown; in the one JVM that a profile is of. */
class ProfileTest {
    @Test
    void showsWhatIsPartOfWhatFromTheStartOfTheProcess() throws Exception {
        Phase.begin("before anybody asks").end();
        assertThat(Phase.all()).isEmpty();

        var profile = Profile.begin(System.nanoTime());
        var outer = Phase.begin("open", "minimal");
        var inner = Phase.begin("bind libbpf");
        Thread.sleep(30);
        inner.end();
        var other = new Thread(() -> Phase.begin("make JShell"), "warm-up");
        other.start();
        other.join();
        outer.end();
        outer.end();
        Phase.begin("next").end();

        var lines = profile.lines();
        assertThat(lines.get(0)).startsWith("from   took  ms");
        assertThat(lines.get(1)).matches("   0 +\\d+  launcher");
        assertThat(lines.get(2)).matches(" *\\d+ +\\d+  JVM");
        assertThat(lines.get(3)).matches(" *\\d+ +\\d+  command line");
        assertThat(lines.get(4)).matches(" *\\d+ +\\d{2,}  open minimal");
        assertThat(lines.get(5)).matches(" *\\d+ +\\d{2,}    bind libbpf");
        assertThat(lines.get(6)).matches(" *\\d+ +-  make JShell  \\(warm-up\\)");
        assertThat(lines.get(7)).matches(" *\\d+ +\\d+  next");
        assertThat(lines).hasSize(8);
    }

    @Test
    void keepsOnlyTheFirstOnesOfAVeryLongSession() {
        var profile = Profile.begin(System.nanoTime());
        for (int i = 0; i < 1000; i++) {
            Phase.begin("evaluate").end();
        }
        assertThat(profile.lines()).hasSizeBetween(100, 210);
    }
}
