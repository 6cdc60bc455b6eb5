// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.btf.Struct;
import dev.bpfsh.kernel.Bpffs;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Libc;
import dev.bpfsh.testing.Eventually;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.Leaks;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Maps that live apart from an object: pinned, opened by id. */
@RequiresKernel({Feature.BPF, Feature.ROOT})
class MapPinTest {
    private Path folder;

    @BeforeEach
    void makeFolder() throws Exception {
        var bpffs = Path.of("/sys/fs/bpf");
        if (!Bpffs.contains(bpffs)) {
            Libc.mount("bpf", bpffs.toString(), "bpf");
        }
        folder = Files.createDirectory(
                bpffs.resolve("bpfsh-test-" + ProcessHandle.current().pid()));
    }

    @AfterEach
    void removeFolder() throws Exception {
        try (var left = Files.list(folder)) {
            for (var pin : left.toList()) {
                Files.delete(pin);
            }
        }
        Files.delete(folder);
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void aPinKeepsAMapAndItsTypes() {
        var before = Leaks.snapshot();
        try (var object = Fixture.open("corpus/map_typed")) {
            object.load();
            object.map("by_typedef").put(1, Map.of("id", 4));
            object.map("by_typedef").pin(at("kept"));
        }
        try (var kept = BpfMap.openPinned(at("kept"))) {
            assertThat(kept.name()).isEqualTo("by_typedef");
            assertThat(kept.type()).isEqualTo("hash");
            assertThat(((Struct) kept.get(1)).get("id")).isEqualTo(4L);
            kept.put(2, "{.id = 5, .colour = BLUE}");
            assertThat(kept.entries()).hasSize(2);
            assertThat(kept).hasToString("by_typedef (hash, id " + kept.info().id() + ")");
            assertThatThrownBy(kept::object).hasMessageContaining("belongs to no object");
            assertThatThrownBy(() -> kept.maxEntries(5)).isInstanceOf(IllegalStateException.class);
            kept.unpin();
        }
        assertThat(Path.of(at("kept"))).doesNotExist();
        Leaks.assertNoneSince(before);
        assertThat(Session.current().alive()).isEmpty();
    }

    @Test
    void anIdOpensAMapWhileItIsThere() throws Exception {
        int id;
        try (var map = BpfMap.create("hash", "by_id", 4, 4, 4)) {
            id = map.info().id();
            map.put(1, 2);
            assertThat(BpfMap.ids()).contains(id);
            try (var same = BpfMap.open(id)) {
                assertThat(same.get(1)).isEqualTo(2L);
                assertThat(same.name()).isEqualTo("by_id");
            }
        }
        // The kernel frees a map a little after its last user has gone.
        Eventually.holds(() -> assertThatThrownBy(() -> BpfMap.open(id).close())
                .isInstanceOf(BpfException.class)
                .hasMessageContaining("open map with id " + id + ": there is none, or no more (ENOENT)")
                .hasMessageContaining("BpfMap.ids()"));
    }

    @Test
    void whereAPinCannotBeIsSaid() throws Exception {
        try (var map = BpfMap.create("hash", "counts", 4, 4, 4);
                var other = BpfMap.create("hash", "other", 4, 4, 4)) {
            map.pin(at("taken"));
            assertThatThrownBy(() -> other.pin(at("taken")))
                    .isInstanceOf(BpfException.class)
                    .hasMessageContaining("pin other at " + at("taken") + ": something is there already (EEXIST)")
                    .hasMessageContaining("openPinned");
            assertThatThrownBy(() -> map.pin("/tmp/counts"))
                    .hasMessageContaining("mounted at /")
                    .hasMessageContaining("not on bpffs (EPERM)")
                    .hasMessageContaining("bpffs is mounted at /sys/fs/bpf");
            assertThatThrownBy(() -> map.pin(at("no/such"))).hasMessageContaining("there is no folder " + at("no"));
            assertThatThrownBy(() -> map.pin(at("with.dot"))).hasMessageContaining("names in bpffs have no dots");
            other.pin(at("others"));
            Files.delete(Path.of(at("taken")));
            other.pin(at("taken"));
            map.unpin();
            assertThat(Path.of(at("taken"))).as("another's pin by now").exists();
            other.unpin();
            assertThat(Path.of(at("taken"))).doesNotExist();
            assertThat(Path.of(at("others"))).doesNotExist();
        }
    }

    @Test
    void loadingPinsAndTakesWhatIsPinned() {
        try (var first = Fixture.open("maps");
                var second = Fixture.open("maps");
                var third = Fixture.open("maps")) {
            first.map("totals").pinPath(at("totals"));
            first.load();
            first.map("totals").put(1, 11);
            second.map("totals").pinPath(at("totals"));
            second.load();
            assertThat(second.map("totals").get(1)).isEqualTo(11L);
            third.map("visits").pinPath(at("totals"));
            assertThatThrownBy(third::load).isInstanceOf(LoadFailed.class);
            second.map("totals").unpin();
            assertThat(Path.of(at("totals"))).doesNotExist();
        }
    }

    @Test
    void whatIsNoPinnedMapIsSaid() throws Exception {
        assertThatThrownBy(() -> BpfMap.openPinned(at("nothing")))
                .isInstanceOf(BpfException.class)
                .hasMessageContaining("nothing is pinned there (ENOENT)");
        var file = Files.createTempFile("bpfsh", "pin");
        assertThatThrownBy(() -> BpfMap.openPinned(file.toString())).hasMessageContaining("not on bpffs");
        Files.delete(file);
        try (var object = Fixture.open("two")) {
            object.load();
            var pin = new ProcessBuilder("bpftool", "prog", "pin", "name", "first", at("program")).start();
            if (pin.waitFor() == 0) {
                assertThatThrownBy(() -> BpfMap.openPinned(at("program")))
                        .hasMessageContaining("what is pinned there is a bpf-prog, no map");
            }
        }
    }
}
