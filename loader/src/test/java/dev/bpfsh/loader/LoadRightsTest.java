// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.OtherProcess;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RequiresKernel({Feature.BPF, Feature.ROOT})
class LoadRightsTest {
    private static final String NOBODY = "setpriv --reuid 65534 --regid 65534 --clear-groups --inh-caps=-all ";

    @TempDir
    Path folder;

    @Test
    void anOrdinaryUserIsToldOfSudo() throws Exception {
        assertThat(load(NOBODY))
                .startsWith("PermissionDenied: load two: this process may not use BPF (EPERM)")
                .contains("missing: CAP_BPF CAP_PERFMON", "hint: run it as root\n");
    }

    @Test
    void whoLacksTheRightToHandlePacketsIsToldSo() throws Exception {
        assertThat(load(nobodyWith("bpf,perfmon"), "attach_packets"))
                .startsWith("PermissionDenied: load attach_packets: this process may not use BPF (EPERM)")
                .contains("missing: CAP_NET_ADMIN\n");
    }

    @Test
    void whoMayNotReadTracefsIsToldSoWhereATracepointIsToBeAttached() throws Exception {
        assertThat(load(nobodyWith("bpf,perfmon"), "two"))
                .startsWith("PermissionDenied: look for ")
                .contains("tracefs is for root (EACCES)", "it takes user id 0 or CAP_DAC_READ_SEARCH");
        assertThat(load(nobodyWith("bpf,perfmon,dac_read_search"), "two")).startsWith("two LOADED");
    }

    @Test
    void rootWithoutCapabilitiesIsToldOfTheContainer() throws Exception {
        assertThat(load("setpriv --bounding-set=-bpf,-perfmon,-sys_admin --inh-caps=-all "))
                .startsWith("PermissionDenied: load two: this process may not use BPF (EPERM)")
                .contains("missing: CAP_BPF CAP_PERFMON", "hint: root lacks them", "--cap-add BPF")
                .doesNotContain("sudo");
    }

    @Test
    void rootOfAUserNamespaceIsToldThatItIsNotRoot() throws Exception {
        assertThat(load("unshare --user --map-root-user "))
                .startsWith("PermissionDenied: load two: ")
                .contains("root of a user namespace")
                .doesNotContain("sudo");
    }

    @Test
    void aFileOfSomebodyElseIsToldFromOneThatIsDamaged() throws Exception {
        var locked = Files.write(folder.resolve("locked.bpf.o"), Fixture.bytes("two"));
        assertThat(OtherProcess.run(
                        folder, "", "chmod 600 " + locked + "; " + NOBODY, LoadProcess.class, locked.toString()))
                .startsWith("OpenFailed: open " + locked + ": you may not read it (EACCES)");
    }

    @Test
    void anOrdinaryUserIsToldWhatMapsTake() throws Exception {
        var said = OtherProcess.run(folder, "", NOBODY, MapProcess.class, "counts");
        assertThat(said)
                .contains("PermissionDenied: create counts: this process may not use BPF (EPERM)")
                .contains("PermissionDenied: open map with id 1: this process may not use BPF (EPERM)")
                .contains("PermissionDenied: list maps: this process may not use BPF (EPERM)")
                .contains("missing: CAP_BPF", "hint: run it as root\n");
    }

    private static String nobodyWith(String capabilities) {
        var added = capabilities.replaceAll("(^|,)", "$1+");
        return "setpriv --reuid 65534 --regid 65534 --clear-groups --inh-caps=-all," + added + " --ambient-caps=-all,"
                + added + " ";
    }

    private String load(String preparation) throws Exception {
        return load(preparation, "two");
    }

    private String load(String preparation, String fixture) throws Exception {
        var object = Files.write(folder.resolve(fixture + ".bpf.o"), Fixture.bytes(fixture));
        return OtherProcess.run(folder, "", preparation, LoadProcess.class, object.toString());
    }
}
