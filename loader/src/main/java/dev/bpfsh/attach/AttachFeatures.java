// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import dev.bpfsh.kernel.AttachTypes;
import dev.bpfsh.kernel.Capabilities;
import dev.bpfsh.kernel.Feature;
import dev.bpfsh.kernel.Tracefs;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.FeatureProbe;
import java.util.List;

/** Which kinds of hooks the kernel has; asked without attaching anything to anything: see {@link FeatureProbe}. */
public final class AttachFeatures {
    private static final String AREA = "attach";

    // enum bpf_prog_type
    private static final int KPROBE = 2;
    private static final int SCHED_CLS = 3;
    private static final int CGROUP_SKB = 8;
    private static final int RAW_TRACEPOINT = 17;
    private static final int TRACING = 26;
    private static final int LSM = 29;
    private static final int NETFILTER = 32;

    /** The number of an interface that no machine has. */
    private static final int NO_INTERFACE = Integer.MAX_VALUE;

    private interface Attempt {
        Errno answer() throws ErrnoException;
    }

    private interface Step {
        void take() throws ErrnoException;
    }

    private AttachFeatures() {}

    /** All kinds. */
    public static List<Feature> all() {
        return List.of(
                tracepoint("tracepoint", "sched/sched_process_exec", "CONFIG_TRACEPOINTS"),
                tracepoint("tracepoint of system calls", "syscalls/sys_enter_write", "CONFIG_FTRACE_SYSCALLS"),
                answers(
                        "raw tracepoint",
                        "CONFIG_BPF_EVENTS",
                        Errno.ENOENT,
                        () -> FeatureProbe.rawTracepoint(RAW_TRACEPOINT)),
                loads("typed tracepoint", TRACING, "trace_raw_tp", "sched_process_exec"),
                probe("kprobe, ksyscall", ProbeSupport.KPROBE),
                answers(
                        "kprobe.multi",
                        "CONFIG_FPROBE, Linux 5.18",
                        Errno.ESRCH,
                        () -> FeatureProbe.linkKprobes(
                                KPROBE, AttachTypes.number("trace_kprobe_multi"), "bpfsh_no_such_function")),
                probe("uprobe, USDT", ProbeSupport.UPROBE),
                // A kernel that has it looks at the path, and finds no file.
                answers(
                        "uprobe.multi",
                        "Linux 6.6",
                        Errno.EBADF,
                        () -> FeatureProbe.linkUprobes(KPROBE, AttachTypes.number("trace_uprobe_multi"), "/")),
                takes("perf event", "CONFIG_PERF_EVENTS", FeatureProbe::perfEvent),
                loads("fentry, fexit", TRACING, "trace_fentry", "vfs_read"),
                loads("LSM", LSM, "lsm_mac", "file_open"),
                loads("iterator", TRACING, "trace_iter", "task"),
                answers(
                        "tcx",
                        "Linux 6.6",
                        Errno.ENODEV,
                        () -> FeatureProbe.link(SCHED_CLS, AttachTypes.number("tcx_ingress"), NO_INTERFACE)),
                answers(
                        "netkit",
                        "CONFIG_NETKIT, Linux 6.7",
                        Errno.ENODEV,
                        () -> FeatureProbe.link(SCHED_CLS, AttachTypes.number("netkit_primary"), NO_INTERFACE)),
                answers(
                        "netfilter",
                        "CONFIG_NETFILTER_BPF_LINK, Linux 6.4",
                        Errno.EAFNOSUPPORT,
                        () -> FeatureProbe.link(NETFILTER, AttachTypes.number("netfilter"), 0)),
                answers(
                        "cgroup",
                        "CONFIG_CGROUP_BPF",
                        Errno.EBADF,
                        () -> FeatureProbe.link(CGROUP_SKB, AttachTypes.number("cgroup_inet_ingress"), -1)));
    }

    private static Feature tracepoint(String name, String example, String needs) {
        try {
            return Tracefs.hasTracepoint(example)
                    ? there(name)
                    : Feature.missing(AREA, name, "there is no " + example, kernelWith(needs));
        } catch (BpfException refused) {
            return Feature.missing(AREA, name, refused.reason(), refused.hint().orElse(""));
        }
    }

    private static Feature probe(String name, ProbeSupport support) {
        return support.lack()
                .map(why -> Feature.warning(AREA, name, why, kernelWith(support.option())))
                .orElseGet(() -> there(name));
    }

    private static Feature loads(String name, int type, String attachType, String target) {
        return takes(name, "BTF", () -> FeatureProbe.load(type, AttachTypes.number(attachType), target));
    }

    private static Feature takes(String name, String needs, Step step) {
        try {
            step.take();
            return there(name);
        } catch (ErrnoException refused) {
            return refused(name, needs, refused.errno());
        }
    }

    private static Feature answers(String name, String needs, Errno expected, Attempt attempt) {
        try {
            var answer = attempt.answer();
            return answer == expected ? there(name) : refused(name, needs, answer);
        } catch (ErrnoException refused) {
            return refused(name, needs, refused.errno());
        }
    }

    private static Feature there(String name) {
        return Feature.ok(AREA, name, "the kernel has it");
    }

    // EPERM is what a kernel answers that has the kind, and rules of its own against it.
    private static Feature refused(String name, String needs, Errno answer) {
        var lacking = Capabilities.current().missing("CAP_BPF", "CAP_PERFMON", "CAP_NET_ADMIN");
        if (answer == Errno.EPERM && !lacking.isEmpty()) {
            return Feature.warning(AREA, name, "only root can ask (EPERM)", "run bpfsh with sudo");
        }
        return answer == Errno.EPERM
                ? Feature.warning(AREA, name, "the kernel refuses it, whatever the rights (EPERM)", "")
                : Feature.warning(AREA, name, "the kernel does not have it (" + answer + ")", kernelWith(needs));
    }

    private static String kernelWith(String needs) {
        return "boot a kernel with " + needs;
    }
}
