// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The names of this architecture's system calls. They are part of this library, as a machine without a compiler has no
 * headers either; calls that are newer than it are looked up in the kernel's {@code asm/unistd_64.h} where that is
 * installed.
 */
public final class SystemCalls {
    private static final Pattern ENTRY = Pattern.compile("(?m)^(\\d+) (\\w+)$");
    private static final Pattern DEFINITION = Pattern.compile("(?m)^#define\\s+__NR_(\\w+)\\s+(\\d+)\\s*$");

    private static final Map<Long, String> NAMES = names(System.getProperty("os.arch"));

    private SystemCalls() {}

    /**
     * The name of the call with a number, as {@code tp/raw_syscalls/sys_enter} hands it over: {@code openat};
     * {@code syscall 4711} where none is known. Numbers of 32-bit programs are others.
     */
    public static String name(long number) {
        return NAMES.getOrDefault(number, "syscall " + number);
    }

    /** @param architecture what Java calls it */
    static Map<Long, String> names(String architecture) {
        var names = new HashMap<Long, String>();
        switch (architecture) {
            case "amd64", "x86_64" -> {
                names.putAll(header(Path.of("/usr/include/x86_64-linux-gnu/asm/unistd_64.h")));
                names.putAll(table("syscalls-x86_64"));
            }
            case "aarch64", "riscv64", "loongarch64" -> names.putAll(table("syscalls-generic"));
            case "ppc64le" -> names.putAll(header(Path.of("/usr/include/powerpc64le-linux-gnu/asm/unistd_64.h")));
            default -> names.putAll(header(Path.of("/usr/include/" + architecture + "-linux-gnu/asm/unistd_64.h")));
        }
        header(Path.of("/usr/include/asm/unistd_64.h")).forEach(names::putIfAbsent);
        names.putAll(table("syscalls-common"));
        return names;
    }

    private static Map<Long, String> table(String resource) {
        try (var bytes = SystemCalls.class.getResourceAsStream(resource)) {
            var names = new HashMap<Long, String>();
            ENTRY.matcher(new String(bytes.readAllBytes(), StandardCharsets.UTF_8))
                    .results()
                    .forEach(entry -> names.put(Long.valueOf(entry.group(1)), entry.group(2)));
            return names;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Those of a header; none where it is not there. */
    static Map<Long, String> header(Path file) {
        try {
            var names = new HashMap<Long, String>();
            DEFINITION
                    .matcher(Files.readString(file))
                    .results()
                    .forEach(entry -> names.put(Long.valueOf(entry.group(2)), entry.group(1)));
            return names;
        } catch (IOException none) {
            return Map.of();
        }
    }
}
