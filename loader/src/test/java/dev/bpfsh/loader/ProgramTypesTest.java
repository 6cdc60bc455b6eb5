// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The type and attach type that each section's name gives its program, by the table in libbpf's documentation ({@code program_types}),
 * with the names of {@code libbpf_bpf_prog_type_str} and {@code libbpf_bpf_attach_type_str}.
 */
class ProgramTypesTest {
    private static final Map<String, String> TYPES = table(
            "socket_filter: socket",
            "sk_reuseport: sk_reuseport sk_reuseport/migrate",
            "kprobe: kprobe uprobe uprobe.s kretprobe uretprobe uretprobe.s kprobe.multi kretprobe.multi ksyscall",
            "kprobe: kretsyscall usdt",
            "sched_cls: tc classifier",
            "sched_act: action",
            "tracepoint: tracepoint tp",
            "raw_tracepoint: raw_tracepoint raw_tp",
            "raw_tracepoint_writable: raw_tracepoint.w raw_tp.w",
            "tracing: tp_btf fentry fmod_ret fexit fentry.s fmod_ret.s fexit.s iter iter.s",
            "ext: freplace",
            "lsm: lsm lsm.s lsm_cgroup",
            "syscall: syscall",
            "xdp: xdp xdp.frags xdp/devmap xdp.frags/devmap xdp/cpumap xdp.frags/cpumap",
            "perf_event: perf_event",
            "lwt_in: lwt_in",
            "lwt_out: lwt_out",
            "lwt_xmit: lwt_xmit",
            "lwt_seg6local: lwt_seg6local",
            "sock_ops: sockops",
            "sk_skb: sk_skb sk_skb/stream_parser sk_skb/stream_verdict",
            "sk_msg: sk_msg",
            "lirc_mode2: lirc_mode2",
            "flow_dissector: flow_dissector",
            "cgroup_skb: cgroup_skb/ingress cgroup_skb/egress cgroup/skb",
            "cgroup_sock: cgroup/sock_create cgroup/sock_release cgroup/sock cgroup/post_bind4 cgroup/post_bind6",
            "cgroup_sock_addr: cgroup/bind4 cgroup/bind6 cgroup/connect4 cgroup/connect6 cgroup/sendmsg4",
            "cgroup_sock_addr: cgroup/sendmsg6 cgroup/recvmsg4 cgroup/recvmsg6 cgroup/getpeername4",
            "cgroup_sock_addr: cgroup/getpeername6 cgroup/getsockname4 cgroup/getsockname6",
            "cgroup_sysctl: cgroup/sysctl",
            "cgroup_sockopt: cgroup/getsockopt cgroup/setsockopt",
            "cgroup_device: cgroup/dev",
            "struct_ops: struct_ops",
            "sk_lookup: sk_lookup");

    // Since libbpf 1.2 and later; before, they have no type.
    private static final Map<String, String> NEWER = table(
            "kprobe: kprobe.session uprobe.multi uprobe.session uretprobe.multi uretprobe.multi.s",
            "sched_cls: tc/ingress tc/egress tcx/ingress tcx/egress netkit/primary netkit/peer",
            "sk_skb: sk_skb/verdict",
            "netfilter: netfilter",
            "cgroup_sock_addr: cgroup/connect_unix cgroup/sendmsg_unix cgroup/recvmsg_unix cgroup/getpeername_unix",
            "cgroup_sock_addr: cgroup/getsockname_unix");

    // The other sections have none: for the kernel that is the number of the first.
    private static final String NONE = "cgroup_inet_ingress";

    private static final Map<String, String> ATTACH_TYPES = table(
            "sk_reuseport_select_or_migrate: sk_reuseport/migrate",
            "sk_reuseport_select: sk_reuseport",
            "trace_kprobe_multi: kprobe.multi kretprobe.multi",
            "trace_raw_tp: tp_btf",
            "trace_fentry: fentry fentry.s",
            "modify_return: fmod_ret fmod_ret.s",
            "trace_fexit: fexit fexit.s",
            "lsm_mac: lsm lsm.s",
            "lsm_cgroup: lsm_cgroup",
            "trace_iter: iter iter.s",
            "xdp_devmap: xdp.frags/devmap xdp/devmap",
            "xdp_cpumap: xdp.frags/cpumap xdp/cpumap",
            "xdp: xdp.frags xdp",
            "cgroup_sock_ops: sockops",
            "sk_skb_stream_parser: sk_skb/stream_parser",
            "sk_skb_stream_verdict: sk_skb/stream_verdict",
            "sk_msg_verdict: sk_msg",
            "lirc_mode2: lirc_mode2",
            "flow_dissector: flow_dissector",
            "cgroup_inet_ingress: cgroup_skb/ingress",
            "cgroup_inet_egress: cgroup_skb/egress",
            "cgroup_inet_sock_create: cgroup/sock_create cgroup/sock",
            "cgroup_inet_sock_release: cgroup/sock_release",
            "cgroup_inet4_post_bind: cgroup/post_bind4",
            "cgroup_inet6_post_bind: cgroup/post_bind6",
            "cgroup_inet4_bind: cgroup/bind4",
            "cgroup_inet6_bind: cgroup/bind6",
            "cgroup_inet4_connect: cgroup/connect4",
            "cgroup_inet6_connect: cgroup/connect6",
            "cgroup_udp4_sendmsg: cgroup/sendmsg4",
            "cgroup_udp6_sendmsg: cgroup/sendmsg6",
            "cgroup_udp4_recvmsg: cgroup/recvmsg4",
            "cgroup_udp6_recvmsg: cgroup/recvmsg6",
            "cgroup_inet4_getpeername: cgroup/getpeername4",
            "cgroup_inet6_getpeername: cgroup/getpeername6",
            "cgroup_inet4_getsockname: cgroup/getsockname4",
            "cgroup_inet6_getsockname: cgroup/getsockname6",
            "cgroup_sysctl: cgroup/sysctl",
            "cgroup_getsockopt: cgroup/getsockopt",
            "cgroup_setsockopt: cgroup/setsockopt",
            "cgroup_device: cgroup/dev",
            "sk_lookup: sk_lookup");

    static List<Path> objects() {
        return Corpus.all();
    }

    @ParameterizedTest
    @MethodSource("objects")
    void areThoseOfTheSections(Path file) {
        try (var object = BpfObject.open(file)) {
            for (var program : object.programs().values()) {
                var newer = longest(NEWER, program.section());
                if (!newer.isEmpty()) {
                    // A type that libbpf has no name for is a number.
                    assertThat(program.type()).as(program.section()).matches("unspec|type \\d+|" + NEWER.get(newer));
                } else {
                    var known = longest(TYPES, program.section());
                    assertThat(program.type()).as(program.section()).isEqualTo(TYPES.getOrDefault(known, "unspec"));
                }
            }
        }
    }

    private static String longest(Map<String, String> table, String section) {
        return table.keySet().stream()
                .filter(name -> section.equals(name) || section.startsWith(name + "/"))
                .max(Comparator.comparing(String::length))
                .orElse("");
    }

    private static Map<String, String> table(String... lines) {
        var table = new TreeMap<String, String>();
        for (var line : lines) {
            var parts = line.split(": ");
            Stream.of(parts[1].split(" ")).forEach(section -> table.put(section, parts[0]));
        }
        return table;
    }
}
