// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import static dev.bpfsh.attach.Hooks.rawTracepoint;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.loader.AttachFailed;
import dev.bpfsh.loader.BpfMap;
import dev.bpfsh.loader.BpfObject;
import dev.bpfsh.testing.Eventually;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.Leaks;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

@RequiresKernel(Feature.BPF)
class ListingTest {
    @Test
    void everyMapIsListedWhileItIsThere() throws Exception {
        Maps.all();
        var before = Leaks.snapshot();
        int id;
        try (var map = BpfMap.create("hash", "listed", 4, 8, 10)) {
            id = map.info().id();
            assertThat(Maps.all()).contains(map.info());
        }
        Eventually.holds(() -> assertThat(Maps.all()).noneMatch(map -> map.id() == id));
        Leaks.assertNoneSince(before);
    }

    @Test
    void everyLinkIsListedAndListingDetachesNothing() throws Exception {
        try (var object = BpfObject.open(Path.of("src/test/bpf/events.bpf.o"))) {
            object.load();
            var link = object.program("send").attach(rawTracepoint("sched_process_hang"));
            assertThat(Links.all()).contains(link.info());
            assertThat(Links.all()).contains(link.info());
            var id = link.info().id();
            link.close();
            Eventually.holds(() -> assertThat(Links.all()).noneMatch(other -> other.id() == id));
        }
    }

    @Test
    @RequiresKernel(Feature.TRACEFS)
    void aLinkThatIsBeingMadeDisturbsNoList() throws Exception {
        try (var object = BpfObject.open(Path.of("src/test/bpf/two.bpf.o"))) {
            object.load();
            var first = object.programs().values().iterator().next();
            var attaching = new FutureTask<Void>(() -> {
                for (long end = System.nanoTime() + 2_000_000_000; System.nanoTime() < end; ) {
                    try {
                        first.attach().close();
                    } catch (AttachFailed there) {
                        // The list that asks for the link keeps it for a moment, by a descriptor of its own.
                        assertThat(there.errno()).contains(Errno.EEXIST);
                    }
                }
                return null;
            });
            new Thread(attaching, "attaching").start();
            while (!attaching.isDone()) {
                assertThat(Links.all()).isNotNull();
            }
            attaching.get();
        }
    }
}
