// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.host.Lifetime;
import dev.bpfsh.host.TraceCalls;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.loader.BpfObject;
import dev.bpfsh.loader.Session;
import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Eventually;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import dev.bpfsh.view.Style;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatusLineTest {
    private static final long SECOND = 1_000_000_000L;

    private static final Style UNICODE = new Style(Style.plain().theme(), true, 80, 24);

    private final StatusLine status = new StatusLine();

    private String look(long seconds) {
        return status.look(Session.current().alive(), seconds * SECOND, UNICODE);
    }

    /** The kernel lets one process at a time read the lines. */
    private static void trace() throws InterruptedException {
        long until = System.nanoTime() + 60 * SECOND;
        while (true) {
            try {
                TraceCalls.trace();
                return;
            } catch (BpfException e) {
                if (System.nanoTime() > until) {
                    throw e;
                }
                Thread.sleep(200);
            }
        }
    }

    @AfterEach
    void closeAll() {
        Session.current().close();
    }

    @Test
    void isNotThereAsLongAsNothingGoesOn() {
        assertThat(status.look(List.of(), 0, UNICODE)).isEmpty();
        BpfObject.open(Bpfsh.root().resolve("scripts/minimal.bpf.o"));
        assertThat(look(0)).isEmpty();
        Lifetime.every(Duration.ofHours(1), () -> {});
        assertThat(look(0)).isEqualTo("minimal opened \u00b7 1 timer");
        assertThat(status.look(Session.current().alive(), 0, Style.plain())).isEqualTo("minimal opened | 1 timer");
    }

    @Test
    @RequiresKernel({Feature.BPF, Feature.TRACEFS})
    void tellsWhatIsAttachedAndHowManyEventsCome() throws Exception {
        var object = BpfObject.open(Bpfsh.root().resolve("scripts/bootstrap.bpf.o"));
        object.load();
        object.attach();
        assertThat(look(0)).isEqualTo("bootstrap attached (2)");
        var tail = object.ringBuffer("events").tail(event -> {});
        // Programs of others start and end as well.
        assertThat(look(1)).matches("bootstrap attached \\(2\\) \u00b7 [\\d.k]+ ev/s");
        for (int i = 0; i < 20; i++) {
            new ProcessBuilder("true").start().waitFor();
        }
        Eventually.holds(() -> assertThat(tail.count()).isGreaterThanOrEqualTo(40));
        assertThat(look(3)).matches("bootstrap attached \\(2\\) \u00b7 ([2-9]\\d|\\d{3}|[\\d.]+k) ev/s");
        tail.close();
        object.close();
        assertThat(look(4)).isEmpty();
    }

    @Test
    @RequiresKernel(Feature.TRACEFS)
    void namesTheTrace() throws Exception {
        trace();
        assertThat(look(0)).matches("trace \u00b7 [\\d.k]+ ev/s \u00b7 \\d+ lost");
    }

    @Test
    void writesNumbersInThreeDigits() {
        assertThat(List.of(
                        0L,
                        999L,
                        1000L,
                        1249L,
                        9_949L,
                        9_950L,
                        99_949L,
                        999_499L,
                        999_500L,
                        1_200_000L,
                        2_000_000_000L))
                .extracting(StatusLine::compact)
                .containsExactly("0", "999", "1.0k", "1.2k", "9.9k", "10k", "100k", "999k", "1.0M", "1.2M", "2.0G");
    }
}
