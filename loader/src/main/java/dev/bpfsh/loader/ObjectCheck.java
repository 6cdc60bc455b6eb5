// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.btf.Btf;
import dev.bpfsh.libbpf.BpfException;

/**
 * What libbpf takes for granted of an object: where that is not so, it dies or writes into memory that is not its own,
 * and the JVM with it. Nothing that a compiler makes is refused here. Found by damaging objects at random, with libbpf
 * 1.1 as the one that dies.
 */
final class ObjectCheck {
    private ObjectCheck() {}

    /**
     * The object's sections, when all is well.
     *
     * @throws ElfFile.NotBpf if it is no BPF object, or its sections, symbols or code are damaged
     * @throws BpfException if its types are
     */
    static ElfFile check(byte[] bytes) throws ElfFile.NotBpf {
        var elf = ElfFile.parse(bytes);
        TypeCheck.check(Btf.parse(elf.bytes(".BTF")));
        return elf;
    }
}
