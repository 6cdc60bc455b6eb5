// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import dev.bpfsh.kernel.AttachTypes;
import dev.bpfsh.libbpf.LoadTarget;
import java.util.Map;
import java.util.Optional;

/** The section definitions that libbpf has learned since 1.0. */
final class NewerSections {
    // enum bpf_prog_type
    private static final int KPROBE = 2;
    private static final int SCHED_CLS = 3;
    private static final int CGROUP_SOCK_ADDR = 18;
    private static final int NETFILTER = 32;

    private record Definition(int programType, String attachType) {}

    private static final Map<String, Definition> BY_NAME = Map.ofEntries(
            Map.entry("netfilter", new Definition(NETFILTER, "netfilter")),
            Map.entry("tc/ingress", new Definition(SCHED_CLS, "tcx_ingress")),
            Map.entry("tc/egress", new Definition(SCHED_CLS, "tcx_egress")),
            Map.entry("tcx/ingress", new Definition(SCHED_CLS, "tcx_ingress")),
            Map.entry("tcx/egress", new Definition(SCHED_CLS, "tcx_egress")),
            Map.entry("netkit/primary", new Definition(SCHED_CLS, "netkit_primary")),
            Map.entry("netkit/peer", new Definition(SCHED_CLS, "netkit_peer")),
            Map.entry("cgroup/connect_unix", new Definition(CGROUP_SOCK_ADDR, "cgroup_unix_connect")),
            Map.entry("cgroup/sendmsg_unix", new Definition(CGROUP_SOCK_ADDR, "cgroup_unix_sendmsg")),
            Map.entry("cgroup/recvmsg_unix", new Definition(CGROUP_SOCK_ADDR, "cgroup_unix_recvmsg")),
            Map.entry("cgroup/getpeername_unix", new Definition(CGROUP_SOCK_ADDR, "cgroup_unix_getpeername")),
            Map.entry("cgroup/getsockname_unix", new Definition(CGROUP_SOCK_ADDR, "cgroup_unix_getsockname")));

    private static final Map<String, Definition> BY_PREFIX = Map.of(
            "kprobe.session", new Definition(KPROBE, "trace_kprobe_session"),
            "uprobe.multi", new Definition(KPROBE, "trace_uprobe_multi"),
            "uretprobe.multi", new Definition(KPROBE, "trace_uprobe_multi"),
            "uprobe.session", new Definition(KPROBE, "trace_uprobe_session"));

    private NewerSections() {}

    static Optional<LoadTarget.Kind> kind(String name, String prefix) {
        return Optional.ofNullable(BY_NAME.getOrDefault(name, BY_PREFIX.get(prefix)))
                .map(found -> new LoadTarget.Kind(found.programType, AttachTypes.number(found.attachType)));
    }
}
