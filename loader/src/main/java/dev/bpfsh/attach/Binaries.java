// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Topic;
import java.io.IOException;
import java.util.List;

/** The programs and libraries of this machine by the names that uprobes and USDT probes know them by. */
public final class Binaries {
    private Binaries() {}

    /** Shared libraries: {@code libc.so.6}. */
    public static List<String> libraries() {
        return Executable.names(".so").stream().sorted().toList();
    }

    /** Programs in {@code PATH}: {@code bash}. */
    public static List<String> programs() {
        return Executable.names("").stream().sorted().toList();
    }

    /**
     * The functions of a program or library that a probe can name: those it offers others, and all others where it is
     * not stripped.
     *
     * <pre>{@code Binaries.functions("libc.so.6")}</pre>
     *
     * @param binary a path, or a name such as {@code libc.so.6} or {@code bash}
     * @throws BpfException if it cannot be read
     */
    public static List<String> functions(String binary) {
        try {
            return List.copyOf(
                    Executable.open(Executable.find(binary)).functions().keySet());
        } catch (IOException unreadable) {
            throw new BpfException("list functions of", binary, unreadable.getMessage(), null, List.of(), null)
                    .about(Topic.USER_SPACE);
        }
    }
}
