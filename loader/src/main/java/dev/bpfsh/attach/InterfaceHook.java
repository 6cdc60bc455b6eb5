// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import dev.bpfsh.libbpf.Topic;
import java.util.List;
import java.util.Optional;

/** A hook of a network interface. */
interface InterfaceHook extends Hook {
    /** Such as {@code eth0}, in the network namespace of the calling thread. */
    String interfaceName();

    @Override
    default List<String> nearMatches() {
        return new NetworkInterface(interfaceName()).nearMatches();
    }

    @Override
    default Optional<String> absence() {
        return new NetworkInterface(interfaceName()).absence();
    }

    @Override
    default List<String> capabilities() {
        return List.of("CAP_BPF", "CAP_NET_ADMIN");
    }

    @Override
    default Topic topic() {
        return Topic.PACKETS;
    }
}
