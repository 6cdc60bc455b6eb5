// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import dev.bpfsh.kernel.KernelFunctions;
import dev.bpfsh.libbpf.Near;
import dev.bpfsh.libbpf.ProbeAttach;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Names among which one was sought. */
final class Candidates {
    private static final int OFFERED = 5;

    private Candidates() {}

    static List<String> near(String wanted, Collection<String> known) {
        return Near.matches(wanted, known, OFFERED);
    }

    static List<String> nearFunctions(String wanted) {
        return near(wanted, KernelFunctions.all());
    }

    /** That the kernel has no such function; empty where it has, or does not tell us its functions. */
    static Optional<String> noFunction(String wanted) {
        var known = KernelFunctions.all();
        return known.isEmpty() || known.contains(wanted)
                ? Optional.empty()
                : Optional.of("the kernel has no function " + wanted);
    }

    /** A number as the kernel takes it for a process or thread. */
    static int pid(long number) {
        if (number < ProbeAttach.ANY_PROCESS || number > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("no process or thread has the number " + number);
        }
        return (int) number;
    }

    static Optional<String> noProcess(int pid) {
        return pid <= 0 || ProcessHandle.of(pid).isPresent()
                ? Optional.empty()
                : Optional.of("there is no process " + pid);
    }
}
