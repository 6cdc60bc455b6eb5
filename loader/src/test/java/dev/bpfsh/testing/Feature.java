// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.testing;

import dev.bpfsh.kernel.Capabilities;
import dev.bpfsh.kernel.Tracefs;
import dev.bpfsh.libbpf.BpfException;
import java.io.IOException;
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

    private static boolean perfType(String kind) {
        return Files.exists(Path.of("/sys/bus/event_source/devices", kind, "type"));
    }

    private static boolean contains(String file, String text) throws IOException {
        return Files.readString(Path.of(file)).contains(text);
    }

    private static boolean succeeds(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).start().waitFor() == 0;
    }
}
