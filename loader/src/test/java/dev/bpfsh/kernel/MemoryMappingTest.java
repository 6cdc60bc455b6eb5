// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryMappingTest {
    private static MemoryMapping parse(String line) {
        return MemoryMapping.parse(line).orElseThrow();
    }

    @Test
    void linesOfEveryKind() {
        assertThat(parse(
                        "7f0c00000000-7f0c00001000 r-xp 00002000 fe:01 1234                       /usr/lib/a b (1).so"))
                .isEqualTo(new MemoryMapping(
                        0x7f0c00000000L, 0x7f0c00001000L, true, 0x2000, "fe:01", 1234, "/usr/lib/a b (1).so", false));
        var anonymous = parse("7f0c00000000-7f0c00001000 rw-p 00000000 00:00 0 ");
        assertThat(anonymous.path()).isEmpty();
        assertThat(anonymous.isFile()).isFalse();
        assertThat(anonymous.executable()).isFalse();
        var deleted = parse("7f0c00000000-7f0c00001000 r-xp 00002000 fe:01 1234    /tmp/gone (deleted)");
        assertThat(deleted.path()).isEqualTo("/tmp/gone");
        assertThat(deleted.deleted()).isTrue();
        assertThat(deleted.fileName()).isEqualTo("gone");
        assertThat(parse("ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0    [vsyscall]")
                        .contains(0xffffffffff600010L))
                .isTrue();
        assertThat(parse("7f0c00000000-7f0c00001000 rwxs 00000000 00:01 77    /memfd:doublemapper (deleted)")
                        .isFile())
                .isFalse();
        assertThat(MemoryMapping.parse("")).isEmpty();
        assertThat(MemoryMapping.parse("nonsense in five six words")).isEmpty();
    }

    @Test
    void ownMappingsAreInOrder() throws Exception {
        var own = MemoryMapping.of((int) ProcessHandle.current().pid());
        assertThat(own).isSortedAccordingTo((a, b) -> Long.compareUnsigned(a.start(), b.start()));
        assertThat(own).anyMatch(HotSpot::isLibrary);
    }
}
