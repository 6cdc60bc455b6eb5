// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@RequiresKernel(Feature.BTF)
class TypeSearchTest {
    private static final Btf VMLINUX = KernelBtf.vmlinux();

    @Test
    void findsByTheNameThatCWrites() {
        int id = VMLINUX.id("task_struct");
        assertThat(VMLINUX.id("struct task_struct")).isEqualTo(id);
        assertThat(VMLINUX.id("  struct   task_struct ")).isEqualTo(id);
        assertThat(VMLINUX.find("task_struct", BtfType.Composite.class)).isSameAs(VMLINUX.type(id));
        assertThat(VMLINUX.kind(VMLINUX.id("enum pid_type"))).isEqualTo(BtfKind.ENUM);
        assertThat(VMLINUX.kind(VMLINUX.id("union bpf_attr"))).isEqualTo(BtfKind.UNION);
        assertThat(VMLINUX.find("unsigned int", BtfType.Int.class).size()).isEqualTo(4);
        assertThat(VMLINUX.find("void")).isEqualTo(new BtfType.Void());
    }

    @Test
    void everyNameIsFound() {
        var named = IntStream.range(1, VMLINUX.count())
                .filter(id -> !VMLINUX.nameOf(id).isEmpty())
                .toArray();
        assertThat(named).hasSizeGreaterThan(10_000);
        var byName = new HashMap<String, List<Integer>>();
        for (int id : named) {
            byName.computeIfAbsent(VMLINUX.nameOf(id), name -> new ArrayList<>())
                    .add(id);
        }
        assertThat(byName)
                .allSatisfy(
                        (name, ids) -> assertThat(VMLINUX.named(name).boxed()).isEqualTo(ids));
    }

    @Test
    void anAmbiguousNameListsWhatItMayMean() {
        var btf = Btf.parse(new BtfBytes()
                .type(BtfKind.INT, "int", false, 0, 4, 32)
                .type(BtfKind.STRUCT, "both", false, 0, 8)
                .type(BtfKind.TYPEDEF, "both", false, 0, 1)
                .type(BtfKind.STRUCT, "twice", false, 0, 4)
                .type(BtfKind.STRUCT, "twice", false, 0, 12)
                .raw());
        assertThatThrownBy(() -> btf.find("both"))
                .isInstanceOf(BpfException.class)
                .hasMessage("find both: that is the name of 2 types\n  struct both, type 2, 8 bytes\n"
                        + "  typedef both, type 3 of int\n"
                        + "hint: say which kind: \"struct both\", or take it by number: type(2)");
        assertThat(btf.id("struct both")).isEqualTo(2);
        assertThat(btf.id("typedef both")).isEqualTo(3);
        assertThat(btf.id("both", BtfType.Typedef.class)).isEqualTo(3);
        assertThatThrownBy(() -> btf.find("twice"))
                .isInstanceOf(BpfException.class)
                .hasMessage("find twice: that is the name of 2 types\n  struct twice, type 4, 4 bytes\n"
                        + "  struct twice, type 5, 12 bytes\nhint: take one by its number: type(4)");
    }

    @Test
    void aDefinitionCountsAndADeclarationDoesNot() {
        var btf = Btf.parse(new BtfBytes()
                .type(BtfKind.FWD, "thing", false, 0, 0)
                .type(BtfKind.STRUCT, "thing", false, 0, 4)
                .type(BtfKind.FWD, "other", true, 0, 0)
                .type(BtfKind.FWD, "other", true, 0, 0)
                .raw());
        assertThat(btf.id("thing")).isEqualTo(2);
        assertThat(btf.id("union other")).isEqualTo(3);
    }

    @Test
    void anUnknownNameOffersWhatIsNear() {
        assertThatThrownBy(() -> VMLINUX.find("struct task_strcut"))
                .isInstanceOf(BpfException.class)
                .hasMessageContaining("hint: did you mean task_struct");
        assertThatThrownBy(() -> VMLINUX.find("union task_struct"))
                .hasMessage("find union task_struct: it is no such type\nhint: there is struct task_struct");
        assertThatThrownBy(() -> VMLINUX.find("")).isInstanceOf(BpfException.class);
        assertThatThrownBy(() -> Btf.parse(new byte[0]).find("x")).isInstanceOf(BpfException.class);
    }
}
