// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import dev.bpfsh.kernel.AttachTypes;
import dev.bpfsh.libbpf.AttachQuery;
import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.LinkCreate;
import dev.bpfsh.libbpf.LinkHandle;
import dev.bpfsh.libbpf.ProgramHandle;

/**
 * Packets of a network interface where traffic control sees them, {@code SEC("tc")} or {@code SEC("tcx/ingress")}, by a
 * link that the kernel keeps in order with others. Since Linux v6.6; {@link Tc} is what there was before.
 *
 * @param interfaceName such as {@code eth0}, in the network namespace of the calling thread
 * @param direction which way
 */
public record Tcx(String interfaceName, Direction direction) implements InterfaceHook {
    /**
     * Whether this kernel has it; also where that cannot be asked for want of a right or of the interface, because
     * attaching says so then.
     *
     * <pre>{@code Hook hook = tcx("lo", INGRESS).supported() ? tcx("lo", INGRESS) : tc("lo", INGRESS)}</pre>
     */
    public boolean supported() {
        try {
            return AttachQuery.count(new NetworkInterface(interfaceName).index(), type()) >= 0;
        } catch (ErrnoException e) {
            return e.errno() != Errno.EINVAL && e.errno() != Errno.EOPNOTSUPP;
        }
    }

    /** {@code BPF_LINK_CREATE} with {@code BPF_TCX_INGRESS} or {@code BPF_TCX_EGRESS}. */
    @Override
    public LinkHandle attach(ProgramHandle program) throws ErrnoException {
        return new LinkCreate(new NetworkInterface(interfaceName).index(), type(), 0).attach(program);
    }

    private int type() {
        return AttachTypes.number("tcx_" + direction.word());
    }

    @Override
    public String toString() {
        return "tcx/" + direction.word() + " of " + interfaceName;
    }
}
