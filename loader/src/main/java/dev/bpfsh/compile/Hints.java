// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.compile;

import dev.bpfsh.compile.Diagnostic.Severity;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** What usually mends what the compiler complains of. */
final class Hints {
    private record Hint(Pattern message, Supplier<String> words) {
        Hint(String message, String words) {
            this(Pattern.compile(message), () -> words);
        }

        Hint(String message, Packages missing) {
            this(Pattern.compile(message), missing::hint);
        }
    }

    private static final String FROM_C_LIBRARY =
            "headers of the C library are not for BPF: include \"vmlinux.h\", or <linux/types.h> for __u32 and its kin";

    private static final List<Hint> HINTS = List.of(
            new Hint("'bpf/[^']+' file not found", Packages.LIBBPF_HEADERS),
            new Hint("'(linux|asm|asm-generic)/[^']+' file not found", Packages.KERNEL_HEADERS),
            new Hint("'std(int|def|bool|arg)\\.h' file not found", Packages.CLANG),
            new Hint("'(gnu|bits|sys)/[^']+' file not found", FROM_C_LIBRARY),
            new Hint("'(stdio|stdlib|string|unistd|errno)\\.h' file not found", FROM_C_LIBRARY),
            new Hint("[Uu]nable to create target|unknown target triple|No available targets", Packages.CLANG),
            new Hint(
                    "(?s)expected parameter declarator.*\\bSEC\\(",
                    "include <bpf/bpf_helpers.h>, behind the header with the types"),
            new Hint(
                    "incomplete (definition of )?type '(struct|union) ",
                    "include \"vmlinux.h\": it holds the types of the running kernel"),
            new Hint("unknown type name '(__)?[us](8|16|32|64)'", "include \"vmlinux.h\", or <linux/types.h>"),
            new Hint("BPF stack limit", "the stack holds 512 bytes: keep it in a map, such as a per-CPU array of one"),
            new Hint(
                    "call to built-in function 'mem",
                    "give it a length that is a constant, or copy with a helper such as bpf_probe_read_kernel()"),
            new Hint("too many args", "a BPF function takes five parameters at most: pass a struct's address"),
            new Hint(
                    "redefinition of '|redeclaration of|redefinition of enumerator",
                    "\"vmlinux.h\" holds all types of the kernel: include no <linux/...> beside it"));

    private static final Pattern NO_VMLINUX = Pattern.compile("'vmlinux\\.h' file not found");

    private Hints() {}

    /**
     * For the first error that we know.
     *
     * @param vmlinux why there is no {@code vmlinux.h} of this kernel, where there is none
     */
    static String of(List<Diagnostic> diagnostics, Optional<String> vmlinux) {
        return diagnostics.stream()
                .filter(each -> each.severity() == Severity.ERROR)
                .flatMap(each -> of(each.message() + "\n" + each.sourceLine(), vmlinux).stream())
                .findFirst()
                .orElse(null);
    }

    static boolean missesVmlinux(Diagnostic diagnostic) {
        return NO_VMLINUX.matcher(diagnostic.message()).find();
    }

    private static Optional<String> of(String message, Optional<String> vmlinux) {
        if (NO_VMLINUX.matcher(message).find()) {
            return vmlinux;
        }
        return HINTS.stream()
                .filter(hint -> hint.message().matcher(message).find())
                .map(hint -> hint.words().get())
                .findFirst();
    }
}
