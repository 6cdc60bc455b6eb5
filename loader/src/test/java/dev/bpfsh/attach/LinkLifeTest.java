// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import static dev.bpfsh.attach.Hooks.cpuClock;
import static dev.bpfsh.attach.Hooks.uprobe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.loader.BpfLink;
import dev.bpfsh.loader.Fixture;
import dev.bpfsh.loader.LoadFailed;
import dev.bpfsh.loader.Session;
import dev.bpfsh.testing.BuildJdk;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.Leaks;
import dev.bpfsh.testing.RequiresKernel;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What holds for links of every kind: they end once, at any time, from any thread. */
@RequiresKernel({Feature.BPF, Feature.TRACEFS, Feature.UPROBE})
class LinkLifeTest {
    @Test
    void closingFromOneThreadWhileOthersUseIt() throws Exception {
        var threads = Executors.newFixedThreadPool(3);
        try (var object = Firing.load("attach_uprobe")) {
            for (int round = 0; round < (BuildJdk.isThis() ? 100 : 25); round++) {
                var link = object.program("on_entry").attach(uprobe("libc.so.6", "getppid"));
                var calls = new ArrayList<Callable<Object>>();
                calls.add(() -> use(link));
                calls.add(() -> use(link));
                calls.add(() -> {
                    link.close();
                    return null;
                });
                for (var result : threads.invokeAll(calls)) {
                    result.get();
                }
                assertThatThrownBy(link::info).isInstanceOf(IllegalStateException.class);
            }
        } finally {
            threads.shutdown();
        }
    }

    private static Object use(BpfLink link) {
        try {
            for (int i = 0; i < 100; i++) {
                link.info();
                link.fd();
            }
        } catch (IllegalStateException closedSince) {
            assertThat(closedSince).hasMessageContaining("closed");
        }
        return null;
    }

    @Test
    void nothingIsLeftOfManyLinks() {
        for (int warm = 0; warm < 2; warm++) {
            cycle();
        }
        var before = Leaks.snapshot();
        for (int i = 0; i < 25; i++) {
            cycle();
        }
        Leaks.assertNoneSince(before);
    }

    private static void cycle() {
        try (var trace = Firing.load("attach_trace");
                var probes = Firing.load("attach_uprobe");
                var clock = Firing.load("attach_perf")) {
            trace.attach();
            probes.program("on_entry").attach(uprobe("libc.so.6", "getppid"));
            clock.program("on_sample").attach(cpuClock()).close();
            assertThatThrownBy(() -> probes.program("on_entry").attach(uprobe("libc.so.6", "getppidd")))
                    .hasMessageContaining("no function");
        }
    }

    @Test
    void aLinkThatMovedToAnotherObjectEndsWithThat() {
        var first = Fixture.open("attach_iter");
        var second = Fixture.open("attach_iter");
        first.load();
        second.load();
        var link = first.program("tasks").attach();
        link.update(second.program("tasks"));
        assertThat(link.program().object()).isSameAs(second);
        assertThat(first.links()).isEmpty();
        assertThat(second.links()).containsExactly(link);
        first.close();
        assertThat(link.lines().count()).isPositive();
        second.close();
        assertThat(link.attached()).isFalse();
        assertThat(Session.current().alive()).isEmpty();
    }

    @Test
    void aMisspeltFunctionInASectionIsNamedAtLoad() {
        var object = Fixture.open("attach_misspelt");
        assertThatThrownBy(object::load)
                .isInstanceOf(LoadFailed.class)
                .hasMessageStartingWith("load attach_misspelt.on_misspelt: the kernel has no tracepoint sched_swich")
                .hasMessageContaining("did you mean sched_switch");
    }
}
