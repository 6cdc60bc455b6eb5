// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What this process may do, see {@code capabilities(7)}.
 *
 * @param effective the effective set, by name, such as {@code CAP_BPF}
 */
public record Capabilities(Set<String> effective) {
    /** In the order of the kernel's {@code include/uapi/linux/capability.h}: the place is the bit. */
    private static final List<String> NAMES = Stream.of(
                    "CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE",
                    "NET_BIND_SERVICE NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO",
                    "SYS_CHROOT SYS_PTRACE SYS_PACCT SYS_ADMIN SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME",
                    "SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE MAC_ADMIN SYSLOG",
                    "WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE")
            .flatMap(line -> Stream.of(line.split(" ")))
            .map("CAP_"::concat)
            .toList();

    /** Split off CAP_SYS_ADMIN in Linux v5.8 and v5.9, which still stands for them. */
    private static final Set<String> IMPLIED_BY_SYS_ADMIN = Set.of("CAP_BPF", "CAP_PERFMON", "CAP_CHECKPOINT_RESTORE");

    private static final Pattern MASK = Pattern.compile("^CapEff:\\s*([0-9a-f]{1,16})$", Pattern.MULTILINE);
    private static final Pattern ROOT = Pattern.compile("^Uid:\\s*\\d+\\s+0\\s", Pattern.MULTILINE);
    /** {@code SECCOMP_MODE_FILTER}. */
    private static final Pattern FILTER = Pattern.compile("^Seccomp:\\s*2$", Pattern.MULTILINE);

    private static final Pattern WHOLE_ID_RANGE = Pattern.compile("\\s*0\\s+0\\s+4294967295\\s*");

    /** Keeps the names in the kernel's order. */
    public Capabilities {
        effective = Collections.unmodifiableSet(new LinkedHashSet<>(effective));
    }

    /**
     * Those of this process now.
     *
     * @throws UncheckedIOException if {@code /proc} is not mounted
     */
    public static Capabilities current() {
        return parse(read("/proc/self/status"));
    }

    static Capabilities parse(String status) {
        var mask = MASK.matcher(status);
        long bits = mask.find() ? Long.parseUnsignedLong(mask.group(1), 16) : 0;
        var names = new LinkedHashSet<String>();
        for (int bit = 0; bit < NAMES.size(); bit++) {
            if ((bits >>> bit & 1) != 0) {
                names.add(NAMES.get(bit));
            }
        }
        return new Capabilities(names);
    }

    /**
     * Those of the wanted that are not there, in the order asked; CAP_SYS_ADMIN stands for CAP_BPF, CAP_PERFMON and
     * CAP_CHECKPOINT_RESTORE, as it does in the kernel.
     *
     * @throws IllegalArgumentException if there is no capability of a name asked for
     */
    public List<String> missing(String... wanted) {
        for (var name : wanted) {
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException("no capability is named " + name + ", see capabilities(7)");
            }
        }
        return Stream.of(wanted).filter(name -> !has(name)).toList();
    }

    private boolean has(String name) {
        return effective.contains(name) || IMPLIED_BY_SYS_ADMIN.contains(name) && effective.contains("CAP_SYS_ADMIN");
    }

    /** Whether this process has user id 0, which says nothing about what it may do. */
    public static boolean isRoot() {
        return ROOT.matcher(read("/proc/self/status")).find();
    }

    /**
     * Whether some system calls of this process are filtered, see {@code seccomp(2)}: container runtimes know bpf(2) by
     * CAP_SYS_ADMIN alone, some of them, and refuse it whatever the kernel would say.
     */
    public static boolean behindFilter() {
        return FILTER.matcher(read("/proc/self/status")).find();
    }

    /**
     * Whether this is a user namespace of its own, as in a rootless container: the capabilities are then good inside it
     * only, and the kernel refuses BPF, tracefs and mounts of it all the same.
     */
    public static boolean inUserNamespace() {
        // A kernel without user namespaces has no such file.
        return Files.exists(Path.of("/proc/self/uid_map"))
                && !WHOLE_ID_RANGE.matcher(read("/proc/self/uid_map")).matches();
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException none) {
            throw new UncheckedIOException("read " + file + ": is /proc mounted?", none);
        }
    }
}
