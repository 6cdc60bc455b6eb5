// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.compile;

import dev.bpfsh.libbpf.BpfException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Where headers are beside the source's folder.
 *
 * @param vmlinux the folder of the running kernel's {@code vmlinux.h}
 * @param noVmlinux why there is none
 */
record Headers(Optional<Path> vmlinux, Optional<String> noVmlinux) {
    /** Debian keeps {@code asm/types.h} here, out of sight for a clang that compiles for BPF. */
    private static final Path OF_MACHINE =
            Path.of("/usr/include/" + Machine.current().name() + "-linux-gnu");

    static Headers installed() {
        return new Headers(Optional.empty(), Optional.empty());
    }

    /** @param vmlinux gives the folder, or says why there is none */
    static Headers with(Supplier<Path> vmlinux) {
        try {
            return new Headers(Optional.of(vmlinux.get()), Optional.empty());
        } catch (BpfException none) {
            return new Headers(
                    Optional.empty(),
                    Optional.of(none.getMessage().lines().findFirst().orElse("")));
        }
    }

    Stream<String> flags() {
        return Stream.concat(
                vmlinux.stream().flatMap(folder -> Stream.of("-isystem", folder.toString())),
                Files.isDirectory(OF_MACHINE) ? Stream.of("-idirafter", OF_MACHINE.toString()) : Stream.empty());
    }

    /** All that are searched, but for clang's own. */
    List<Path> folders() {
        return Stream.concat(
                        vmlinux.stream(), Stream.of(Path.of("/usr/local/include"), Path.of("/usr/include"), OF_MACHINE))
                .toList();
    }
}
