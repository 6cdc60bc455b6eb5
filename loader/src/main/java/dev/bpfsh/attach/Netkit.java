// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import dev.bpfsh.kernel.AttachTypes;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.LinkCreate;
import dev.bpfsh.libbpf.LinkHandle;
import dev.bpfsh.libbpf.ProgramHandle;

/**
 * Packets of a netkit device, the pair that containers use in place of veth, {@code SEC("netkit/primary")}. Since Linux
 * v6.7.
 *
 * @param interfaceName such as {@code eth0}, in the network namespace of the calling thread
 * @param peer whether those that the peer sends, in place of those that the device itself does
 */
public record Netkit(String interfaceName, boolean peer) implements InterfaceHook {
    /** {@code BPF_LINK_CREATE} with {@code BPF_NETKIT_PRIMARY} or {@code BPF_NETKIT_PEER}. */
    @Override
    public LinkHandle attach(ProgramHandle program) throws ErrnoException {
        int type = AttachTypes.number(peer ? "netkit_peer" : "netkit_primary");
        return new LinkCreate(new NetworkInterface(interfaceName).index(), type, 0).attach(program);
    }

    @Override
    public String toString() {
        return "netkit/" + (peer ? "peer" : "primary") + " of " + interfaceName;
    }
}
