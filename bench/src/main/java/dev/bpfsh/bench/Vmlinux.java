// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.bench;

import dev.bpfsh.btf.KernelBtf;
import dev.bpfsh.btf.Layout;

/**
 * The first use of the kernel's types: read them, find a struct by name, lay it out, as {@code bench/c/Vmlinux.c}. In a
 * fresh JVM that interprets all of it; only the JVM's own start is not counted.
 */
final class Vmlinux {
    private Vmlinux() {}

    public static void main(String[] args) {
        long begun = System.nanoTime();
        var layout = Layout.of(KernelBtf.vmlinux(), "task_struct");
        long used = System.nanoTime();
        if (layout.fields().isEmpty()) {
            throw new IllegalStateException("task_struct has no members");
        }
        double milliseconds = (used - begun) / 1e6;
        System.out.println("first-use-ms " + milliseconds);
        // Beside what C says of bpftool.
        System.out.println("dump-ms " + milliseconds);
    }
}
