// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

/** Makes this very process call getpid(2), which nothing in the JVM does by itself. */
final class Getpid {
    private Getpid() {}

    /** Java remembers its pid, libc asks the kernel each time. */
    static void call() {
        dev.bpfsh.libbpf.Libc.getpid();
    }
}
