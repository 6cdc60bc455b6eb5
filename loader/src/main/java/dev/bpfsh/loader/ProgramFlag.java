// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** How a program is loaded: {@code prog_flags} of {@code BPF_PROG_LOAD}, named as in {@code linux/bpf.h}. */
public enum ProgramFlag {
    /** Accesses to memory must be aligned, on machines too that do without. */
    STRICT_ALIGNMENT(0),
    /** Accesses to memory need not be aligned, on machines too that cannot: for tests of the verifier. */
    ANY_ALIGNMENT(1),
    /** The verifier fills the upper halves of registers that nobody should read: for tests of it. */
    TEST_RND_HI32(2),
    /** The verifier remembers states as often as it can: for tests of it. */
    TEST_STATE_FREQ(3),
    /** It may sleep, and so call helpers that do. */
    SLEEPABLE(4),
    /** An XDP program that takes packets of several buffers. */
    XDP_HAS_FRAGS(5),
    /** An XDP program that is bound to one device, and reads its hints. */
    XDP_DEV_BOUND_ONLY(6),
    /** The verifier fails where its own bounds contradict each other: for tests of it. */
    TEST_REG_INVARIANTS(7);

    private final int bit;

    ProgramFlag(int bit) {
        this.bit = bit;
    }

    static Set<ProgramFlag> of(int bits) {
        var flags = EnumSet.noneOf(ProgramFlag.class);
        for (var flag : values()) {
            if ((bits >>> flag.bit & 1) != 0) {
                flags.add(flag);
            }
        }
        return flags;
    }

    static int bits(Collection<ProgramFlag> flags) {
        return flags.stream().mapToInt(flag -> 1 << flag.bit).reduce(0, (a, b) -> a | b);
    }
}
