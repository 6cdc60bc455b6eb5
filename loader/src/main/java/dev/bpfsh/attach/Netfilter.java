// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import dev.bpfsh.kernel.AttachTypes;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.LinkCreate;
import dev.bpfsh.libbpf.LinkHandle;
import dev.bpfsh.libbpf.ProgramHandle;
import dev.bpfsh.libbpf.Topic;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Packets at a hook of netfilter, in the network namespace of the calling thread, {@code SEC("netfilter")}. Since Linux
 * v6.4.
 *
 * @param family which protocol
 * @param point where in its way
 * @param priority the least first, see {@code enum nf_ip_hook_priorities}; not the least or greatest number there is
 * @param defragment whether the program sees whole packets only, since v6.6; then the priority is greater than -400
 */
public record Netfilter(Family family, Point point, int priority, boolean defragment) implements Hook {
    private static final int IP_DEFRAG = 1;
    // NF_IP_PRI_CONNTRACK_DEFRAG, which is NF_IP6_PRI_CONNTRACK_DEFRAG too.
    private static final int DEFRAGMENTING = -400;

    /** {@code NFPROTO_*}. */
    public enum Family {
        /** IP version 4. */
        IPV4(2),
        /** IP version 6. */
        IPV6(10);

        private final int number;

        Family(int number) {
            this.number = number;
        }
    }

    /** {@code enum nf_inet_hooks}. */
    public enum Point {
        /** All that come in. */
        PRE_ROUTING,
        /** Those for this machine. */
        LOCAL_IN,
        /** Those that pass through. */
        FORWARD,
        /** Those that this machine makes. */
        LOCAL_OUT,
        /** All that go out. */
        POST_ROUTING
    }

    /** The same with a priority. */
    public Netfilter priority(int priority) {
        return new Netfilter(family, point, priority, defragment);
    }

    /** The same for IP version 6. */
    public Netfilter ipv6() {
        return new Netfilter(Family.IPV6, point, priority, defragment);
    }

    /** The same for whole packets only. */
    public Netfilter defragmented() {
        return new Netfilter(family, point, priority, true);
    }

    /** {@code BPF_LINK_CREATE} with {@code BPF_NETFILTER}. */
    @Override
    public LinkHandle attach(ProgramHandle program) throws ErrnoException {
        return new LinkCreate(0, AttachTypes.number("netfilter"), 0)
                .attach(program, family.number, point.ordinal(), priority, defragment ? IP_DEFRAG : 0);
    }

    @Override
    public Optional<String> absence() {
        return defragment && priority <= DEFRAGMENTING
                ? Optional.of("packets are put together at priority " + DEFRAGMENTING + ", so it must be greater")
                : Optional.empty();
    }

    @Override
    public List<String> capabilities() {
        return List.of("CAP_BPF", "CAP_NET_ADMIN");
    }

    @Override
    public Topic topic() {
        return Topic.PACKETS;
    }

    @Override
    public String toString() {
        return "netfilter/" + (family + "/" + point).toLowerCase(Locale.ROOT) + " priority " + priority
                + (defragment ? " defragmented" : "");
    }
}
