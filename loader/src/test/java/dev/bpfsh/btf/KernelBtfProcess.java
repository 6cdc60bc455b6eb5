// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import dev.bpfsh.libbpf.BpfException;

/** Run as a process of its own by {@link KernelBtfTest}. Asks for the BTF with the id that its argument is, and prints what comes of it. */
public final class KernelBtfProcess {
    private KernelBtfProcess() {}

    /** Prints how it goes. */
    public static void main(String[] args) {
        try {
            System.out.println(KernelBtf.ofId(Integer.parseInt(args[0])).count());
        } catch (BpfException e) {
            System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }
}
