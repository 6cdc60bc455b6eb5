// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.btf.Btf;
import dev.bpfsh.btf.BtfType.DataSection;
import dev.bpfsh.libbpf.BpfException;
import java.util.List;

/** What libbpf takes for granted of an object: where that is not so, it dies, and the JVM with it. */
final class ObjectCheck {
    private ObjectCheck() {}

    /**
     * The object's sections, when all is well.
     *
     * @throws ElfFile.NotBpf if it is no BPF object, or its sections and symbols are damaged
     * @throws BpfException if its types are
     */
    static ElfFile check(byte[] bytes) throws ElfFile.NotBpf {
        var elf = ElfFile.parse(bytes);
        // libbpf before 1.3 follows references to types that do not exist.
        var btf = Btf.parse(elf.bytes(".BTF"));
        btf.check();
        btf.all(DataSection.class).forEach(ObjectCheck::checkPlaces);
        return elf;
    }

    // libbpf adds offset and size as 32 bits, and compares what that gives with the section's size.
    private static void checkPlaces(DataSection section) {
        for (var place : section.variables()) {
            if (place.offset() < 0 || place.size() < 0) {
                throw new BpfException(
                        "read",
                        "BTF",
                        "a variable of " + section.name() + " lies outside of it",
                        null,
                        List.of(),
                        "compile the object again: clang -g -O2 -target bpf");
            }
        }
    }
}
