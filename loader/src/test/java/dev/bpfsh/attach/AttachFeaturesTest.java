// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.kernel.Feature;
import dev.bpfsh.kernel.Feature.State;
import dev.bpfsh.kernel.Links;
import dev.bpfsh.testing.Eventually;
import dev.bpfsh.testing.Leaks;
import dev.bpfsh.testing.RequiresKernel;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@RequiresKernel({dev.bpfsh.testing.Feature.BPF, dev.bpfsh.testing.Feature.TRACEFS})
class AttachFeaturesTest {
    /** Each beside the tests' own probe, which really attaches, or asks by other means. */
    private static final Map<String, dev.bpfsh.testing.Feature> PROBES = Map.of(
            "tracepoint", dev.bpfsh.testing.Feature.TRACEFS,
            "kprobe, ksyscall", dev.bpfsh.testing.Feature.KPROBE,
            "kprobe.multi", dev.bpfsh.testing.Feature.KPROBE_MULTI,
            "uprobe, USDT", dev.bpfsh.testing.Feature.UPROBE,
            "uprobe.multi", dev.bpfsh.testing.Feature.UPROBE_MULTI,
            "fentry, fexit", dev.bpfsh.testing.Feature.FENTRY,
            "LSM", dev.bpfsh.testing.Feature.LSM,
            "tcx", dev.bpfsh.testing.Feature.TCX,
            "netkit", dev.bpfsh.testing.Feature.NETKIT,
            "netfilter", dev.bpfsh.testing.Feature.NETFILTER);

    @Test
    void eachKindIsThereWhenItCanBeUsed() {
        var states = AttachFeatures.all().stream().collect(Collectors.toMap(Feature::name, Feature::state));
        PROBES.forEach((name, probe) -> assertThat(states.get(name) == State.OK)
                .as(name + ", which the tests find so: " + probe.missing().orElse("there"))
                .isEqualTo(probe.missing().isEmpty()));
        assertThat(states)
                .containsEntry("raw tracepoint", State.OK)
                .containsEntry("typed tracepoint", State.OK)
                .containsEntry("perf event", State.OK)
                .containsEntry("iterator", State.OK)
                .containsEntry("cgroup", State.OK)
                .hasSize(16);
    }

    @Test
    void whatIsNotThereSaysWhatWouldHaveIt() {
        assertThat(AttachFeatures.all())
                .filteredOn(feature ->
                        feature.state() != State.OK && !feature.found().contains("EPERM"))
                .allMatch(feature -> feature.advice().startsWith("boot a kernel with "));
    }

    @Test
    void askingAttachesNothing() throws Exception {
        AttachFeatures.all();
        var before = Leaks.snapshot();
        AttachFeatures.all();
        Leaks.assertNoneSince(before);
        // Another bpfsh may be asking just now.
        Eventually.holds(
                () -> assertThat(Links.all()).noneMatch(link -> link.toString().contains("bpfsh_probe")));
    }
}
