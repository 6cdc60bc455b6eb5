// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.LinkHandle;
import dev.bpfsh.libbpf.ProgramHandle;
import dev.bpfsh.libbpf.TcFilter;

/**
 * Packets of a network interface where traffic control sees them, {@code SEC("tc")}, by a filter of {@code clsact}: for
 * kernels before v6.6, which have no {@link Tcx}. The kernel itself would keep the filter for ever; closing the link
 * deletes it, and so does the end of the JVM, unless that is killed: {@link AbandonedFilter} is for that.
 *
 * @param interfaceName such as {@code eth0}, in the network namespace of the calling thread
 * @param direction which way
 * @param handle of the filter; 0 for the kernel's choice, or ours where the priority is 0 too
 * @param priority of the filter, the least first; 0 for the kernel's choice
 */
public record Tc(String interfaceName, Direction direction, int handle, int priority) implements InterfaceHook {
    /** The same with a priority. */
    public Tc priority(int priority) {
        return new Tc(interfaceName, direction, handle, priority);
    }

    /** The same with a handle. */
    public Tc handle(int handle) {
        return new Tc(interfaceName, direction, handle, priority);
    }

    /** {@code bpf_tc_hook_create}, {@code bpf_tc_attach}. */
    @Override
    public LinkHandle attach(ProgramHandle program) throws ErrnoException {
        int point = direction == Direction.INGRESS ? TcFilter.INGRESS : TcFilter.EGRESS;
        return new TcFilter(new NetworkInterface(interfaceName).index(), point, handle, priority).attach(program);
    }

    @Override
    public String toString() {
        return "tc/" + direction.word() + " of " + interfaceName;
    }
}
