// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.loader.BpfLink;
import dev.bpfsh.loader.BpfObject;
import dev.bpfsh.loader.Session;
import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said at the beginning and at the end of a session. */
class FarewellTest {
    private static final Path BPFFS = Path.of("/sys/fs/bpf");

    @Test
    @RequiresKernel({Feature.BPF, Feature.TRACEFS})
    void tellsWhatIsDetachedAndWhatStays() {
        var pin = BPFFS.resolve("bpfsh_farewell_" + ProcessHandle.current().pid());
        try {
            var link = attached();
            assertThat(Farewell.lines()).containsExactly("detached handle_tp from tp/syscalls/sys_enter_write");
            if (Files.isWritable(BPFFS)) {
                link.pin(pin);
                assertThat(Farewell.lines())
                        .containsExactly("handle_tp stays attached to tp/syscalls/sys_enter_write, pinned at " + pin);
                link.unpin();
            }
            for (int i = 0; i < 9; i++) {
                attached();
            }
            assertThat(Farewell.lines()).hasSize(8).last().isEqualTo("... and 3 more");
        } finally {
            Session.current().close();
            pin.toFile().delete();
        }
        assertThat(Farewell.lines()).isEmpty();
    }

    private static BpfLink attached() {
        var object = BpfObject.open(Bpfsh.root().resolve("scripts/minimal.bpf.o"));
        object.load();
        return object.attach().get(0);
    }

    @Test
    void theBannerTellsVersionsWhatIsMissingAndWhatIsImported() {
        var notes = new MachineNotes("1.1", List.of("kprobe", "LSM"));
        String wide = Banner.of(Launch.prelude(), Optional.of(notes), List.of(), 400);
        assertThat(wide.lines()).hasSize(2);
        assertThat(wide)
                .contains("libbpf 1.1  JDK ", "  lacks kprobe, LSM\n")
                .contains("\nimport java.{io,math,", "dev.bpfsh.{attach,btf,", "static {Hooks,Expectations,Lifetime,")
                .endsWith("  /imports /help /lesson");
        String narrow = Banner.of(Launch.prelude(), Optional.empty(), List.of("CAP_BPF (sudo bpfsh)"), 40);
        assertThat(narrow.lines()).hasSize(2).allMatch(line -> line.length() <= 40);
        assertThat(narrow).doesNotContain("libbpf");
    }
}
