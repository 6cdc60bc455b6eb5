// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.btf.Layout.Field;
import dev.bpfsh.btf.Layout.Group;
import dev.bpfsh.btf.Layout.Hole;
import dev.bpfsh.btf.Layout.Row;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.ReferenceTypes;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@RequiresKernel(Feature.BTF)
class LayoutTest {
    private static final Btf VMLINUX = KernelBtf.vmlinux();

    // struct mixed { char a; int b; unsigned int c:3, d:7; union { long e; struct { short f; } g; }; char h; int i[]; }
    private static final Btf MADE = made();

    private static Btf made() {
        var bytes = new BtfBytes();
        bytes.type(BtfKind.INT, "char", false, 0, 1, 1 << 24 | 8);
        bytes.type(BtfKind.INT, "int", false, 0, 4, 1 << 24 | 32);
        bytes.type(BtfKind.INT, "unsigned int", false, 0, 4, 32);
        bytes.type(BtfKind.INT, "long", false, 0, 8, 1 << 24 | 64);
        bytes.type(BtfKind.INT, "short", false, 0, 2, 1 << 24 | 16);
        bytes.type(BtfKind.STRUCT, "", false, 1, 2, bytes.string("f"), 5, 0);
        bytes.type(BtfKind.UNION, "", false, 2, 8, bytes.string("e"), 4, 0, bytes.string("g"), 6, 0);
        bytes.type(BtfKind.ARRAY, "", false, 0, 0, 2, 2, 0);
        bytes.type(
                BtfKind.STRUCT,
                "mixed",
                true,
                7,
                32,
                bytes.string("a"),
                1,
                0,
                bytes.string("b"),
                2,
                32,
                bytes.string("c"),
                3,
                3 << 24 | 64,
                bytes.string("d"),
                3,
                7 << 24 | 67,
                0,
                7,
                128,
                bytes.string("h"),
                1,
                192,
                bytes.string("i"),
                8,
                224);
        return Btf.parse(bytes.raw());
    }

    @Test
    void membersAndHolesLieWhereTheyDo() {
        var layout = Layout.of(MADE, "mixed");
        assertThat(layout.fields()).extracting(Field::path).containsExactly("a", "b", "c", "d", "e", "g.f", "h", "i");
        assertThat(layout.fields()).extracting(Field::offset).containsExactly(0, 4, 8, 8, 16, 16, 24, 28);
        assertThat(layout.fields()).extracting(Field::size).containsExactly(1, 4, 1, 2, 8, 2, 1, 0);
        assertThat(layout.field("d")).isEqualTo(new Field("d", 3, "unsigned int d:7", 67, 7, true));
        assertThat(layout.field("i").isFlexible()).isTrue();
        assertThat(layout.holes())
                .containsExactly(
                        new Hole(8, 24, false),
                        new Hole(74, 54, false),
                        new Hole(200, 24, false),
                        new Hole(224, 32, true));
        assertThat(layout.alignment()).isEqualTo(8);
        assertThatThrownBy(() -> layout.field("g.ff"))
                .isInstanceOf(BpfException.class)
                .hasMessage("find g.ff: struct mixed has no such member\nhint: did you mean g.f?");
    }

    @Test
    void itReadsAsPaholePrintsIt() {
        assertThat(Layout.of(MADE, "struct mixed").toString()).isEqualTo("""
                        struct mixed {
                            char a;           /*       0      1 */

                            /* XXX 3 bytes hole */

                            int b;            /*       4      4 */
                            unsigned int c:3; /*     8:0      1 */
                            unsigned int d:7; /*     8:3      2 */

                            /* XXX 54 bits hole */

                            union {
                                long e;       /*      16      8 */
                                struct {
                                    short f;  /*      16      2 */
                                } g;          /*      16      2 */
                            };                /*      16      8 */
                            char h;           /*      24      1 */

                            /* XXX 3 bytes hole */

                            int i[];          /*      28      0 */

                            /* size: 32, cachelines: 1, members: 7, alignment: 8 */
                            /* holes: 3, sum holes: 102 bits */
                            /* padding: 4 bytes */
                        };""");
    }

    @Test
    void whatHasNoMembersHasNoLayout() {
        assertThatThrownBy(() -> Layout.of(VMLINUX, "pid_t")).isInstanceOf(BpfException.class);
        assertThatThrownBy(() -> Layout.of(MADE, 1)).isInstanceOf(BpfException.class);
    }

    @Test
    void rowsOfEveryStructOfTheKernelFillItWithoutOverlap() {
        var composites = IntStream.range(1, VMLINUX.count())
                .filter(id -> VMLINUX.type(id) instanceof BtfType.Composite)
                .toArray();
        assertThat(composites).hasSizeGreaterThan(5_000);
        for (int id : composites) {
            var layout = Layout.of(VMLINUX, id);
            boolean union = VMLINUX.kind(id) == BtfKind.UNION;
            assertFilled(layout.declaration(), layout.rows(), union, 0, layout.size() * 8L);
            assertThat(layout.toString()).contains("/* size: " + layout.size() + ",");
        }
    }

    private static void assertFilled(String of, List<Row> rows, boolean union, long from, long bits) {
        long end = from;
        for (var row : rows) {
            if (!union || row instanceof Hole) {
                assertThat(row.bitOffset()).as(of).isEqualTo(end);
            } else {
                assertThat(row.bitOffset()).as(of).isEqualTo(from);
            }
            end = Math.max(end, row.bitOffset() + row.bits());
            if (row instanceof Group group) {
                assertFilled(of, group.rows(), group.isUnion(), group.bitOffset(), group.bits());
            }
        }
        assertThat(end).as(of).isEqualTo(from + bits);
    }

    @Test
    void alignmentsAndSizesAreLibbpfs() throws Exception {
        try (var reference = new ReferenceTypes(KernelBtf.vmlinuxBytes())) {
            for (int id = 1; id < VMLINUX.count(); id++) {
                if (sized(id)) {
                    assertThat(VMLINUX.alignOf(id))
                            .as("alignment of type %d", id)
                            .isEqualTo(reference.alignOf(id));
                    assertThat(VMLINUX.sizeOf(id)).as("size of type %d", id).isEqualTo(reference.sizeOf(id));
                }
            }
        }
    }

    private static boolean sized(int id) {
        return switch (VMLINUX.kind(id)) {
            case INT, PTR, STRUCT, UNION, ENUM, ENUM64, FLOAT -> true;
            default -> false;
        };
    }
}
