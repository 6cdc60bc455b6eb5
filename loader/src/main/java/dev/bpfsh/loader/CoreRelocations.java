// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.btf.Btf;
import dev.bpfsh.btf.BtfType;
import dev.bpfsh.btf.BtfType.Array;
import dev.bpfsh.btf.BtfType.Composite;
import dev.bpfsh.btf.BtfType.Enumeration;
import dev.bpfsh.libbpf.BpfException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the {@code struct bpf_core_relo}s of an object: instruction, type, the way to a member, kind. */
final class CoreRelocations {
    /** By number: {@code enum bpf_core_relo_kind} of {@code include/uapi/linux/bpf.h}, as libbpf's log says them. */
    private static final List<String> KINDS = List.of(
            "byte_off",
            "byte_sz",
            "field_exists",
            "signed",
            "lshift_u64",
            "rshift_u64",
            "local_type_id",
            "target_type_id",
            "type_exists",
            "type_size",
            "enumval_exists",
            "enumval_value",
            "type_matches");

    private static final int INSTRUCTION_SIZE = 8;

    private final Btf types;
    private final BtfExt records;

    private CoreRelocations(Btf types, BtfExt records) {
        this.types = types;
        this.records = records;
    }

    /**
     * Those of a program, in the order of its instructions.
     *
     * @throws BpfException if the object is damaged
     */
    static List<CoreRelocation> of(byte[] file, Btf types, String program) {
        try {
            var elf = new ElfSymbols(file);
            var ext = new BtfExt(elf.bytes(".BTF.ext"), elf.bytes(".BTF"));
            var found = new ArrayList<CoreRelocation>();
            for (var function : elf.function(program).stream().toList()) {
                new CoreRelocations(types, ext)
                        .read(elf.name(function.section()), function.value(), function.size(), found);
            }
            return List.copyOf(found);
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException damaged) {
            throw CompiledCode.damaged(program);
        }
    }

    private void read(String section, long begin, long size, List<CoreRelocation> found) {
        records.each(BtfExt.RELOCATIONS, section, at -> {
            long place = Integer.toUnsignedLong(records.word(at)) - begin;
            if (place >= 0 && place < size) {
                int kind = records.word(at + 12);
                found.add(new CoreRelocation(
                        (int) (place / INSTRUCTION_SIZE),
                        kind >= 0 && kind < KINDS.size() ? KINDS.get(kind) : "kind " + kind,
                        name(records.word(at + 4), records.string(records.word(at + 8)))));
            }
        });
    }

    /** {@code 0:1:2} is member 2 of member 1 of the type; the first number is that of a pointer taken as an array. */
    private String name(int id, String access) {
        var steps = access.split(":");
        var text = new StringBuilder(types.declare(id, "").strip());
        var type = types.resolve(id);
        if (type instanceof Enumeration enumeration) {
            return text.append('.')
                    .append(enumeration.values().get(Integer.parseInt(steps[0])).name())
                    .toString();
        }
        if (!steps[0].equals("0")) {
            text.append('[').append(steps[0]).append(']');
        }
        for (int i = 1; i < steps.length; i++) {
            type = step(type, Integer.parseInt(steps[i]), text);
        }
        return text.toString();
    }

    private BtfType step(BtfType type, int index, StringBuilder text) {
        if (type instanceof Composite composite) {
            var member = composite.members().get(index);
            text.append(member.name().isEmpty() ? "" : "." + member.name());
            return types.resolve(member.type());
        } else if (type instanceof Array array) {
            text.append('[').append(index).append(']');
            return types.resolve(array.element());
        }
        throw new IndexOutOfBoundsException("nothing is inside of " + type);
    }
}
