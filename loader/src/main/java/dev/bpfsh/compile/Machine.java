// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.compile;

/**
 * The kind of processor.
 *
 * @param name as {@code uname -m} says it
 * @param target as libbpf's {@code bpf_tracing.h} has it in {@code __TARGET_ARCH_...}
 */
record Machine(String name, String target) {
    static Machine current() {
        return of(System.getProperty("os.arch"));
    }

    /** @param java what Java calls it */
    static Machine of(String java) {
        return switch (java) {
            case "amd64", "x86_64" -> new Machine("x86_64", "x86");
            case "aarch64" -> new Machine("aarch64", "arm64");
            case "riscv64" -> new Machine("riscv64", "riscv");
            case "ppc64le" -> new Machine("powerpc64le", "powerpc");
            case "s390x" -> new Machine("s390x", "s390");
            case "arm" -> new Machine("arm", "arm");
            case "loongarch64" -> new Machine("loongarch64", "loongarch");
            default -> new Machine(java, java);
        };
    }
}
