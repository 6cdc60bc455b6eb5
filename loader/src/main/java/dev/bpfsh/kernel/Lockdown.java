// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How far the kernel is locked down, which refuses even root and whatever the capabilities: see
 * {@code kernel_lockdown(7)} and the reasons in the kernel's {@code include/linux/security.h}. Since Linux v5.4.
 */
public enum Lockdown {
    /** Nothing is refused. */
    NONE,
    /** The kernel may not be changed: {@code bpf_probe_write_user} is refused. */
    INTEGRITY,
    /** Nor may its secrets be read: tracefs, kprobes, perf events and {@code bpf_probe_read_kernel} are refused. */
    CONFIDENTIALITY,
    /** Not to be read here: no lockdown in this kernel, or securityfs is not mounted. */
    UNKNOWN;

    private static final Path FILE = Path.of("/sys/kernel/security/lockdown");
    private static final Pattern CHOSEN = Pattern.compile("\\[(none|integrity|confidentiality)]");

    /** The state now; never throws, {@link #UNKNOWN} is an answer. */
    public static Lockdown state() {
        try {
            return parse(Files.readString(FILE));
        } catch (IOException unreadable) {
            return UNKNOWN;
        }
    }

    /** Reads {@code none [integrity] confidentiality}. */
    static Lockdown parse(String text) {
        var chosen = CHOSEN.matcher(text);
        return chosen.find() ? valueOf(chosen.group(1).toUpperCase(Locale.ROOT)) : UNKNOWN;
    }
}
