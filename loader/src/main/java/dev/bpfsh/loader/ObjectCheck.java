// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.attach.TpBtf;
import dev.bpfsh.btf.Btf;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Libbpf;
import java.util.List;

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

    /**
     * libbpf before 1.4 reads the kernel's types for struct_ops programs, not for their map, and then takes them as
     * read ("bpf: Load vmlinux btf for any struct_ops map"): without one to load it dies.
     *
     * @throws LoadFailed if libbpf would die of this object as it is set up now
     */
    static void beforeLoad(BpfObject object) {
        var map = object.maps().values().stream()
                .filter(each -> each.type().equals("struct_ops"))
                .findFirst();
        if (map.isEmpty()
                || Libbpf.get().has("1.4")
                || object.programs().values().stream().anyMatch(ObjectCheck::readsKernelTypes)) {
            return;
        }
        throw new LoadFailed(
                object.name() + "." + map.get().name(),
                "libbpf " + Libbpf.get().version() + " cannot make a map of type struct_ops without a program for it",
                null,
                List.of(),
                "leave autoload() on for one of its programs, or use libbpf 1.4 or newer",
                List.of());
    }

    private static boolean readsKernelTypes(BpfProgram program) {
        return program.autoload()
                && (List.of("struct_ops", "lsm").contains(program.type())
                        || program.hook().filter(TpBtf.class::isInstance).isPresent());
    }
}
