// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Which security modules the kernel asks, in order: {@code /sys/kernel/security/lsm}, chosen when it was booted. */
public final class SecurityModules {
    private static final Path FILE = Path.of("/sys/kernel/security/lsm");

    private SecurityModules() {}

    /** Their names, such as {@code lockdown}, {@code capability}, {@code bpf}; empty where securityfs does not say. */
    public static List<String> inUse() {
        try {
            return parse(Files.readString(FILE));
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    static List<String> parse(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split(","));
    }
}
