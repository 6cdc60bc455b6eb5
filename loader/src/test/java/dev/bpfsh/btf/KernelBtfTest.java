// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.loader.Fixture;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.Leaks;
import dev.bpfsh.testing.OtherProcess;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RequiresKernel(Feature.BTF)
class KernelBtfTest {
    @Test
    void theKernelIsReadOnce() {
        assertThat(KernelBtf.vmlinux()).isSameAs(KernelBtf.vmlinux()).isSameAs(KernelBtf.module("vmlinux"));
    }

    @Test
    void aModuleThatIsNotLoadedIsAnswered() {
        assertThatThrownBy(() -> KernelBtf.module("vmlinuz"))
                .isInstanceOf(BpfException.class)
                .hasMessageContaining("ENOENT")
                .hasMessageContaining("did you mean vmlinux?");
        assertThatThrownBy(() -> KernelBtf.module("../kernel/btf/vmlinux")).isInstanceOf(BpfException.class);
    }

    @Test
    void everyModuleThatIsLoadedIsReadOverTheKernel() throws Exception {
        try (var files = Files.list(Path.of("/sys/kernel/btf"))) {
            for (var file : files.toList()) {
                var btf = KernelBtf.module(file.getFileName().toString());
                btf.check();
                assertThat(btf.id("struct task_struct"))
                        .isEqualTo(KernelBtf.vmlinux().id("struct task_struct"));
            }
        }
    }

    @Test
    @RequiresKernel({Feature.BPF, Feature.ROOT})
    void loadedProgramsAndMapsTellTheirTypes() throws Exception {
        try (var object = Fixture.open("maps")) {
            object.load();
            int program = idOf(object.programs().values().iterator().next().fd(), "prog_id");
            var expected = Btf.parse(Objects.btf(Fixture.path("maps")));
            var found = KernelBtf.ofProgram(program);
            assertThat(found.all(BtfType.Variable.class))
                    .isEqualTo(expected.all(BtfType.Variable.class).toList());

            var types = KernelBtf.ofMap(idOf(object.maps().get("visits").fd(), "map_id"));
            assertThat(types.btf().declare(types.key(), "")).isEqualTo("struct caller");
            assertThat(types.btf().declare(types.value(), "")).isEqualTo("struct visit");
        }
    }

    @Test
    @RequiresKernel({Feature.BPF, Feature.ROOT})
    void aMapOfStructOpsHasItsTypeInTheKernel() throws Exception {
        try (var object = Fixture.open("map_struct_ops")) {
            object.load();
            var types = KernelBtf.ofMap(idOf(object.map("nothing").fd(), "map_id"));
            assertThat(types.btf()).isSameAs(KernelBtf.vmlinux());
            assertThat(types.key()).isZero();
            assertThat(types.btf().declare(types.value(), "")).isEqualTo("struct bpf_struct_ops_tcp_congestion_ops");
            assertThat(types.btf().sizeOf(types.value()))
                    .isEqualTo(object.map("nothing").valueSize());
        }
    }

    @Test
    @RequiresKernel(Feature.ROOT)
    void theKernelsOwnHasAnIdToo() {
        assertThat(KernelBtf.ofId(1)).isSameAs(KernelBtf.vmlinux());
    }

    @Test
    @RequiresKernel(Feature.ROOT)
    void whatIsGoneIsAnsweredAndNothingIsLeftOpen() {
        Leaks.snapshot();
        var before = Leaks.snapshot();
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> KernelBtf.ofId(Integer.MAX_VALUE))
                    .isInstanceOf(BpfException.class)
                    .hasMessageContaining("there is none with that id (ENOENT)");
            assertThatThrownBy(() -> KernelBtf.ofProgram(Integer.MAX_VALUE)).isInstanceOf(BpfException.class);
            assertThatThrownBy(() -> KernelBtf.ofMap(-1)).isInstanceOf(BpfException.class);
            KernelBtf.ofId(1);
        }
        Leaks.assertNoneSince(before);
    }

    @Test
    @RequiresKernel(Feature.ROOT)
    void anOrdinaryUserIsToldWhatItTakes(@TempDir Path folder) throws Exception {
        var nobody = "setpriv --reuid 65534 --regid 65534 --clear-groups --inh-caps=-all ";
        assertThat(OtherProcess.run(folder, "", nobody, KernelBtfProcess.class, "1"))
                .startsWith("PermissionDenied: read types of BTF 1: this process may not open by id (EPERM)\n"
                        + "  it takes CAP_SYS_ADMIN\nhint: run it as root");
    }

    private static int idOf(int fd, String field) throws Exception {
        var text = Files.readString(Path.of("/proc/self/fdinfo/" + fd), StandardCharsets.UTF_8);
        var matcher = Pattern.compile(field + ":\\s*(\\d+)").matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return Integer.parseInt(matcher.group(1));
    }
}
