// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.testing;

import dev.bpfsh.kernel.Capabilities;
import dev.bpfsh.kernel.Tracefs;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.libbpf.TinyProgram;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

/** What a test may need of the machine; asked of the machine itself, once, and never guessed from a version. */
public enum Feature {
    /** User id 0, with all that tests do with it. */
    ROOT(() -> when(Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0), "not run as root")),
    /** {@code bpf(2)}, and the right to load programs. */
    BPF(() -> {
        var missing = Capabilities.current().missing("CAP_BPF", "CAP_PERFMON");
        return when(contains("/proc/filesystems", "\tbpf\n"), "the kernel has no BPF (CONFIG_BPF_SYSCALL)")
                .or(() -> when(missing.isEmpty(), "capabilities are missing: " + missing))
                .or(() -> when(!Capabilities.inUserNamespace(), "this is a user namespace"));
    }),
    /** The kernel's own types, for programs that are relocated to them. */
    BTF(() -> when(Files.isReadable(Path.of("/sys/kernel/btf/vmlinux")), "no /sys/kernel/btf/vmlinux")),
    /** Tracepoints to list and to attach to. */
    TRACEFS(() -> {
        try {
            return when(!Tracefs.tracepoints().isEmpty(), "tracefs lists no tracepoint");
        } catch (BpfException refused) {
            return Optional.of(refused.getMessage().lines().findFirst().orElseThrow());
        }
    }),
    KPROBE(() -> when(perfType("kprobe"), "the kernel has no kprobes (CONFIG_KPROBE_EVENTS)")),
    UPROBE(() -> when(perfType("uprobe"), "the kernel has no uprobes (CONFIG_UPROBE_EVENTS)")),
    /** The tools whose answers ours are compared with. */
    REFERENCE_TOOLS(() -> when(
            succeeds("bpftool", "version") && succeeds("llvm-readelf", "--version"),
            "bpftool or llvm-readelf is not in PATH")),
    /** Many kprobes by one link. */
    KPROBE_MULTI(() -> kprobes(42)),
    /** As {@link #KPROBE_MULTI}, at entry and return. */
    KPROBE_SESSION(() -> kprobes(56)),
    /** Many uprobes by one link. */
    UPROBE_MULTI(() -> uprobes(48)),
    /** As {@link #UPROBE_MULTI}, at entry and return. */
    UPROBE_SESSION(() -> uprobes(57)),
    FENTRY(() -> loads("attach_fentry")),
    FMOD_RET(() -> loads("attach_fmod_ret")),
    LSM(() -> contains("/sys/kernel/security/lsm", "bpf")
            ? loads("attach_lsm")
            : Optional.of("bpf is not among /sys/kernel/security/lsm")),
    LSM_CGROUP(() -> loads("attach_lsm_cgroup")),
    /** Trampolines for programs are those for functions, and refused with them. */
    FREPLACE(() -> loads("attach_fentry")),
    /** The kernel calls a program through a trampoline here too. */
    STRUCT_OPS(() -> {
        var registered = execute("bpftool", "struct_ops", "register", fixture("attach_struct_ops"));
        if (registered.isEmpty()) {
            execute("bpftool", "struct_ops", "unregister", "name", "idle");
        }
        return registered;
    }),
    /** Cookies of typed tracepoints. */
    TYPED_COOKIE(() -> loads("attach_typed_cookie")),
    ITER_CGROUP(() -> loads("attach_iter_cgroup")),
    TCX(() -> TinyProgram.reason("tcx", new TinyProgram(3, 0).attach(1, 46))),
    /** A hook of netfilter, which needs a kernel with netfilter at all. */
    NETFILTER(() ->
            TinyProgram.reason("netfilter", new TinyProgram(32, 45).attach(0, 45, TinyProgram.words(2, 4), 2_000_000))),
    /** As {@link #NETFILTER}, for whole packets only. */
    NETFILTER_DEFRAGMENTED(() -> TinyProgram.reason(
            "netfilter for whole packets",
            new TinyProgram(32, 45).attach(0, 45, TinyProgram.words(10, 4), TinyProgram.words(2_000_000, 1)))),
    /** Filters of tc, and their {@code clsact}. */
    TC(() -> execute("sh", "-c", "unshare --net tc qdisc add dev lo clsact")),
    NETWORK_NAMESPACE(() -> execute("unshare", "--net", "ip", "link", "set", "lo", "up")),
    /** Pairs of virtual interfaces. */
    VETH(() -> execute("unshare", "--net", "ip", "link", "add", "bpfsh0", "type", "veth", "peer", "name", "bpfsh1")),
    NETKIT(() -> execute("unshare", "--net", "ip", "link", "add", "bpfsh0", "type", "netkit")),
    /** Cgroups of version 2, and the right to make one. */
    CGROUP2(() -> {
        var root = TestCgroup.root();
        return when(root.isPresent(), "no cgroup of version 2 is mounted")
                .or(() -> when(Files.isWritable(root.orElseThrow()), "cgroups of version 2 are read-only"));
    }),
    /** A disk under this folder, to which a file can be written past the page cache. */
    BLOCK_DEVICE(() -> {
        var file = Files.createTempFile(Path.of("target"), "probe", ".bin");
        try {
            long before = writes();
            return execute("dd", "if=/dev/zero", "of=" + file, "bs=4096", "count=4", "oflag=direct,sync")
                    .or(() -> when(writes() >= before + 4, "writing a file writes to no block device here"));
        } finally {
            Files.delete(file);
        }
    }),
    HARDWARE_COUNTERS(() ->
            when(Files.exists(Path.of("/sys/bus/event_source/devices/cpu")), "this machine has no hardware counters")),
    /** The probes of HotSpot. */
    HOTSPOT_PROBES(() -> when(
            Files.exists(Path.of(System.getProperty("java.home"), "lib", "server", "libjvm.so")),
            "there is no libjvm.so in java.home")),
    /** A mount namespace for a child, so that a test can unmount what the machine needs. */
    MOUNT_NAMESPACE(() -> when(succeeds("unshare", "--mount", "true"), "unshare --mount does not work here"));

    private final Callable<Optional<String>> probe;
    private Optional<String> reason;

    Feature(Callable<Optional<String>> probe) {
        this.probe = probe;
    }

    /** Why it is not there, empty if it is. */
    public synchronized Optional<String> missing() {
        if (reason == null) {
            try {
                reason = probe.call();
            } catch (Exception failed) {
                reason = Optional.of("probe failed: " + failed);
            }
        }
        return reason;
    }

    private static Optional<String> when(boolean there, String otherwise) {
        return there ? Optional.empty() : Optional.of(otherwise);
    }

    /** How many writes the disks have answered, see {@code Documentation/admin-guide/iostats.rst}. */
    private static long writes() {
        try {
            return Files.readAllLines(Path.of("/proc/diskstats")).stream()
                    .map(line -> line.strip().split("\\s+"))
                    .mapToLong(fields -> Long.parseLong(fields[7]))
                    .sum();
        } catch (IOException none) {
            return 0;
        }
    }

    private static boolean perfType(String kind) {
        return Files.exists(Path.of("/sys/bus/event_source/devices", kind, "type"));
    }

    private static boolean contains(String file, String text) throws IOException {
        return Files.readString(Path.of(file)).contains(text);
    }

    private static boolean succeeds(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).start().waitFor() == 0;
    }

    /** Empty if it succeeds, else what it says. */
    private static Optional<String> execute(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes()).strip();
        var meant = said.lines()
                .filter(line -> line.startsWith("libbpf: ") || line.startsWith("Error: "))
                .findFirst()
                .orElse(said);
        return when(process.waitFor() == 0, command[0] + " says: " + meant);
    }

    /** Whether bpftool can load a fixture; it does so without any of our code. */
    private static Optional<String> loads(String name) throws IOException, InterruptedException {
        var folder =
                Path.of("/sys/fs/bpf/bpfsh_probe_" + ProcessHandle.current().pid());
        try {
            return execute("bpftool", "prog", "loadall", fixture(name), folder.toString());
        } finally {
            execute("rm", "-rf", folder.toString());
        }
    }

    private static String fixture(String name) {
        // From the folder of whichever module is tested.
        return Path.of("../loader/src/test/bpf", name + ".bpf.o")
                .toAbsolutePath()
                .toString();
    }

    private static Optional<String> kprobes(int attachType) {
        var name = TinyProgram.text("vfs_unlink");
        var names = TinyProgram.pointer(name.address());
        var answer = new TinyProgram(2, attachType).attach(0, attachType, TinyProgram.words(0, 1), names.address());
        Reference.reachabilityFence(name);
        Reference.reachabilityFence(names);
        return TinyProgram.reason("kprobe.multi", answer);
    }

    private static Optional<String> uprobes(int attachType) {
        var path = TinyProgram.text("/");
        var offsets = TinyProgram.pointer(0);
        int answer = new TinyProgram(2, attachType)
                .attach(0, attachType, path.address(), offsets.address(), 0, 0, TinyProgram.words(1, 0));
        Reference.reachabilityFence(path);
        Reference.reachabilityFence(offsets);
        // A kernel that has it looks at the path, and finds no file.
        return answer == Errno.EBADF.number() ? Optional.empty() : TinyProgram.reason("uprobe.multi", answer);
    }
}
