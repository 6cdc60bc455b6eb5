// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import static dev.bpfsh.attach.Hooks.tc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.kernel.AttachTypes;
import dev.bpfsh.libbpf.AttachQuery;
import dev.bpfsh.loader.Fixture;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.Isolated;
import dev.bpfsh.testing.OtherProcess;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed process leaves, and how it is told from what others need. */
@RequiresKernel({Feature.BPF, Feature.NETWORK_NAMESPACE, Feature.TC})
class AbandonedFilterTest {
    private static final String OBJECT = Fixture.path("attach_packets").toString();

    @TempDir
    Path folder;

    private void beKilled(String... more) throws Exception {
        assertThat(OtherProcess.run(
                        folder,
                        "",
                        "exec ",
                        KilledProcess.class,
                        String.join(" ", OBJECT, String.join(" ", more)).strip()))
                .contains("on_tc at tc/ingress of lo", "on_xdp at xdp/lo");
    }

    private static String filters() throws Exception {
        return Isolated.output("tc", "filter", "show", "dev", "lo", "ingress");
    }

    private static String qdiscs() throws Exception {
        return Isolated.output("tc", "qdisc", "show", "dev", "lo");
    }

    @Test
    void linksEndWithTheirProcessAndFiltersAreRemovedAfterwards() throws Exception {
        Isolated.network(() -> {
            beKilled();
            assertThat(Isolated.output("ip", "link", "show", "lo")).doesNotContain("xdp");
            if (Hooks.tcx("lo", Direction.INGRESS).supported()) {
                assertThat(AttachQuery.count(1, AttachTypes.number("tcx_ingress")))
                        .isZero();
            }
            assertThat(filters()).contains("on_tc");

            assertThat(AbandonedFilter.removeAll("on_t")).isEmpty();
            assertThat(filters()).contains("on_tc");
            assertThat(AbandonedFilter.removeAll("on_tc")).singleElement().satisfies(filter -> {
                assertThat(filter.removed()).isTrue();
                assertThat(filter.interfaceName()).isEqualTo("lo");
                assertThat(filter.direction()).isEqualTo(Direction.INGRESS);
                assertThat(filter).asString().matches("removed from tc/ingress of lo: program \\d+ of .*");
            });
            assertThat(filters()).doesNotContain("on_tc");
            assertThat(qdiscs()).doesNotContain("clsact");
            assertThat(AbandonedFilter.removeAll("on_tc")).isEmpty();
        });
    }

    @Test
    void aClsactThatWasThereBeforeStays() throws Exception {
        Isolated.network(() -> {
            Isolated.execute("tc", "qdisc", "add", "dev", "lo", "clsact");
            beKilled();
            assertThat(AbandonedFilter.removeAll("on_tc")).hasSize(1);
            assertThat(filters()).doesNotContain("on_tc");
            assertThat(qdiscs()).contains("clsact");
        });
    }

    @Test
    void aClsactThatOthersUseByNowStays() throws Exception {
        Isolated.network(() -> {
            beKilled();
            // By tc(8), with the handle and the function that ours have.
            Isolated.execute(
                    "tc",
                    "filter",
                    "add",
                    "dev",
                    "lo",
                    "egress",
                    "prio",
                    "98",
                    "handle",
                    "0x62706631",
                    "bpf",
                    "da",
                    "obj",
                    OBJECT,
                    "sec",
                    "tc");
            assertThat(AbandonedFilter.removeAll("on_tc")).hasSize(1);
            assertThat(qdiscs()).contains("clsact");
            assertThat(Isolated.output("tc", "filter", "show", "dev", "lo", "egress"))
                    .contains("pref 98");
        });
    }

    @Test
    void whatALivingProcessHoldsStays() throws Exception {
        Isolated.network(() -> {
            try (var object = Fixture.open("attach_packets")) {
                object.load();
                object.program("on_tc").attach(tc("lo", Direction.INGRESS));
                beKilled();
                assertThat(AbandonedFilter.removeAll("on_tc")).hasSize(1);
                assertThat(filters())
                        .contains("on_tc:[" + object.program("on_tc").info().id() + "]");
                assertThat(AbandonedFilter.removeAll("on_tc")).isEmpty();
            }
            assertThat(qdiscs()).doesNotContain("clsact");
        });
    }

    @Test
    void whatWasGivenAPlaceOfItsOwnStays() throws Exception {
        Isolated.network(() -> {
            beKilled("with", "priority");
            assertThat(AbandonedFilter.removeAll("on_tc")).isEmpty();
            assertThat(filters()).contains("pref 7");
        });
    }

    @Test
    void whereAProcessMayBeHiddenItStaysAndIsNamed() throws Exception {
        Isolated.network(() -> {
            beKilled();
            var container = "unshare --pid --fork --mount --mount-proc";
            assertThat(OtherProcess.run(folder, container, "", RemovingProcess.class, "on_tc"))
                    .startsWith("still at tc/ingress of lo: program ")
                    .contains("if not: tc filter delete dev lo ingress pref 49152 handle 0x62");
            assertThat(filters()).contains("on_tc");
            var handle = Pattern.compile("handle (0x62[0-9a-f]+)").matcher(filters());
            assertThat(handle.find()).isTrue();
            Isolated.execute(
                    "tc",
                    "filter",
                    "delete",
                    "dev",
                    "lo",
                    "ingress",
                    "pref",
                    "49152",
                    "handle",
                    handle.group(1),
                    "bpf");
            assertThat(filters()).doesNotContain("on_tc");
        });
    }
}
