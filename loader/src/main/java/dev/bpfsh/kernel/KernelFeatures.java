// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the kernel was built and booted with, as its own files say: see {@code proc_sys_net(5)},
 * {@code Documentation/admin-guide/sysctl/kernel.rst}, {@code kernel_lockdown(7)}.
 *
 * @param root where {@code proc} and {@code sys} are
 */
public record KernelFeatures(Path root) {
    private static final String AREA = "kernel";
    private static final String OTHER_KERNEL = "boot the kernel of your distribution, 5.8 or newer";

    /** Those of the kernel underneath. */
    public static List<Feature> all() {
        return new KernelFeatures(Path.of("/")).features();
    }

    List<Feature> features() {
        return List.of(
                Feature.ok(AREA, "version", KernelVersion.running().toString()),
                architecture(System.getProperty("os.arch"), System.getProperty("sun.arch.data.model")),
                bpf(),
                btf(),
                jit(),
                unprivileged(),
                lockdown(),
                securityModules());
    }

    static Feature architecture(String name, String bits) {
        var found = name + ", " + bits + " bits, "
                + (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? "little-endian" : "big-endian");
        return bits.equals("32")
                ? Feature.missing(AREA, "architecture", found, "use a JDK of 64 bits, on a kernel of 64 bits")
                : Feature.ok(AREA, "architecture", found);
    }

    Feature bpf() {
        boolean there = read("proc/filesystems").orElse("").contains("\tbpf\n");
        return there
                ? Feature.ok(AREA, "bpf(2)", "there")
                : Feature.missing(AREA, "bpf(2)", "this kernel was built without CONFIG_BPF_SYSCALL", OTHER_KERNEL);
    }

    Feature btf() {
        var file = root.resolve("sys/kernel/btf/vmlinux");
        try {
            return Feature.ok(AREA, "BTF", file + ", " + Files.size(file) / 1024 + " KiB");
        } catch (IOException none) {
            var cause = "this kernel does not describe its types (CONFIG_DEBUG_INFO_BTF)";
            return Feature.missing(AREA, "BTF", cause, OTHER_KERNEL);
        }
    }

    Feature jit() {
        var file = "proc/sys/net/core/bpf_jit_enable";
        var name = "JIT compiler";
        if (Files.notExists(root.resolve(file))) {
            return Feature.warning(
                    AREA, name, "none, or it is not told in this network namespace: programs may be slow", "");
        }
        return read(file)
                .map(value -> value.equals("0\n")
                        ? Feature.warning(
                                AREA,
                                name,
                                "off: programs are interpreted, and slow",
                                "sudo sysctl -w net.core.bpf_jit_enable=1")
                        : Feature.ok(AREA, name, "on"))
                .orElseGet(() -> Feature.ok(AREA, name, "there; only root may read whether it is on"));
    }

    Feature unprivileged() {
        var name = "unprivileged BPF";
        return switch (read("proc/sys/kernel/unprivileged_bpf_disabled")
                .orElse("")
                .strip()) {
            case "0" ->
                Feature.warning(
                        AREA,
                        name,
                        "every user may load programs, which has been used for attacks",
                        "sudo sysctl -w kernel.unprivileged_bpf_disabled=2");
            case "1" -> Feature.ok(AREA, name, "off until the next boot (1)");
            case "2" -> Feature.ok(AREA, name, "off (2)");
            default -> Feature.ok(AREA, name, "not told by this kernel");
        };
    }

    Feature lockdown() {
        var name = "lockdown";
        return switch (Lockdown.parse(read("sys/kernel/security/lockdown").orElse(""))) {
            case NONE -> Feature.ok(AREA, name, "none");
            case INTEGRITY -> Feature.ok(AREA, name, "integrity: only bpf_probe_write_user is refused");
            case CONFIDENTIALITY ->
                Feature.missing(
                        AREA,
                        name,
                        "confidentiality: tracing and reading the kernel's memory are refused, root too",
                        "boot without Secure Boot, or with lockdown=integrity");
            case UNKNOWN -> Feature.ok(AREA, name, "not in this kernel, or securityfs is not mounted");
        };
    }

    Feature securityModules() {
        var name = "security modules";
        var modules = read("sys/kernel/security/lsm").map(String::strip).orElse("");
        if (modules.isEmpty()) {
            return Feature.warning(
                    AREA,
                    name,
                    "not to be read: securityfs is not mounted",
                    "sudo mount -t securityfs securityfs /sys/kernel/security");
        }
        return List.of(modules.split(",")).contains("bpf")
                ? Feature.ok(AREA, name, modules)
                : Feature.warning(
                        AREA,
                        name,
                        modules + ": bpf is not among them, so LSM programs do not run",
                        "boot with lsm=" + modules + ",bpf (in GRUB_CMDLINE_LINUX of /etc/default/grub)");
    }

    /** Empty where it is not there, or not for us to read. */
    private Optional<String> read(String file) {
        try {
            return Optional.of(Files.readString(root.resolve(file)));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
