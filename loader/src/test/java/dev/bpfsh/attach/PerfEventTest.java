// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import static dev.bpfsh.attach.Hooks.cpuClock;
import static dev.bpfsh.attach.Hooks.cpuCycles;
import static dev.bpfsh.attach.Hooks.pageFaults;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Libc;
import dev.bpfsh.loader.AttachFailed;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.Leaks;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Clocks and counters. */
@RequiresKernel(Feature.BPF)
class PerfEventTest {
    private static void spin() {
        for (long end = System.nanoTime() + 300_000_000; System.nanoTime() < end; ) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aClockOnAllCpusFires() {
        try (var object = Firing.load("attach_perf")) {
            var link =
                    object.program("on_sample").attach(cpuClock().frequency(500).cookie(5));
            Firing.assertFires(object, "samples", PerfEventTest::spin);
            assertThat(Firing.count(object, "cookie")).isEqualTo(5);
            assertThat(link.count()).isPositive();
            assertThat(link.info().type()).isEqualTo("perf_event");
            assertThat(link.hook()).contains("500 Hz", "all CPUs");
            if (link.count() > 1) {
                assertThatThrownBy(() -> link.pin(Path.of("/sys/fs/bpf/clock"))).isInstanceOf(BpfException.class);
            }
            link.close();
            long before = Firing.count(object, "samples");
            spin();
            assertThat(Firing.count(object, "samples")).isEqualTo(before);
            assertThatThrownBy(link::info).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aClockOfOneThreadFires() {
        try (var object = Firing.load("attach_perf")) {
            object.program("on_sample").attach(cpuClock().period(1_000_000).thread(Libc.gettid()));
            Firing.assertFires(object, "samples", PerfEventTest::spin);
        }
    }

    @Test
    void aCounterOnOneCpuIsAttached() {
        try (var object = Firing.load("attach_perf")) {
            var link = object.program("on_sample").attach(pageFaults().period(1).cpu(0));
            assertThat(link.count()).isEqualTo(1);
            assertThat(link.info().id()).isPositive();
        }
    }

    @Test
    void closingLeavesNoDescriptor() {
        try (var object = Firing.load("attach_perf")) {
            object.program("on_sample").attach(cpuClock()).close();
            var before = Leaks.snapshot();
            for (int i = 0; i < 20; i++) {
                object.program("on_sample").attach(cpuClock()).close();
            }
            Leaks.assertNoneSince(before);
        }
    }

    @Test
    void missingHardwareIsNamed() {
        if (Feature.HARDWARE_COUNTERS.missing().isPresent()) {
            try (var object = Firing.load("attach_perf")) {
                assertThatThrownBy(() -> object.program("on_sample").attach(cpuCycles()))
                        .isInstanceOf(AttachFailed.class)
                        .hasMessageContaining("no hardware counters")
                        .hasMessageContaining("cpuClock()");
                assertThatThrownBy(() ->
                                object.program("on_sample").attach(cpuClock().thread(Integer.MAX_VALUE - 1)))
                        .isInstanceOf(AttachFailed.class)
                        .hasMessageContaining("there is no process");
            }
        }
    }

    @Test
    @RequiresKernel(Feature.HARDWARE_COUNTERS)
    void cyclesFire() {
        try (var object = Firing.load("attach_perf")) {
            object.program("on_sample").attach(cpuCycles());
            Firing.assertFires(object, "samples", PerfEventTest::spin);
        }
    }
}
