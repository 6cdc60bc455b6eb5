// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.btf.Btf;
import dev.bpfsh.btf.BtfType;
import dev.bpfsh.btf.BtfType.Array;
import dev.bpfsh.btf.BtfType.Composite;
import dev.bpfsh.btf.BtfType.DataSection;
import dev.bpfsh.btf.BtfType.Function;
import dev.bpfsh.btf.BtfType.Member;
import dev.bpfsh.btf.BtfType.Modifier;
import dev.bpfsh.btf.BtfType.Placed;
import dev.bpfsh.btf.BtfType.Pointer;
import dev.bpfsh.btf.BtfType.Prototype;
import dev.bpfsh.btf.BtfType.Typedef;
import dev.bpfsh.btf.BtfType.Variable;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Topic;
import java.util.List;
import java.util.stream.IntStream;

/** What libbpf takes for granted of an object's types, beyond that those exist to which they refer. */
final class TypeCheck {
    private static final int DEEPEST = 256;
    private static final int LARGEST_KCONFIG = 1 << 24;
    private static final int ENTERED = -1;
    private static final int STRUCT_OPS = 26;

    private final Btf btf;
    private final int[] depths;

    private TypeCheck(Btf btf) {
        this.btf = btf;
        this.depths = new int[btf.count()];
    }

    /**
     * Looks at all types.
     *
     * @throws BpfException if something is not as no compiler makes it
     */
    static void check(Btf btf) {
        btf.check();
        var check = new TypeCheck(btf);
        for (int id = 1; id < btf.count(); id++) {
            check.depth(id, 0);
            check.check(btf.type(id));
        }
    }

    private void check(BtfType type) {
        // libbpf writes names into the parameters of whatever is there.
        if (type instanceof Function function && !(btf.type(function.prototype()) instanceof Prototype)) {
            throw damaged("the function " + function.name() + " has no prototype");
        } else if (type instanceof DataSection section) {
            section.variables().forEach(place -> checkPlace(section, place));
            if (section.name().equals(".kconfig")) {
                checkKconfig(section);
            } else if (section.name().equals(".maps")) {
                section.variables().forEach(place -> checkMap(btf.type(place.variable())));
            }
        }
    }

    // libbpf adds offset and size as 32 bits, and compares what that gives with the section's size.
    private void checkPlace(DataSection section, Placed place) {
        var type = btf.type(place.variable());
        if (!(type instanceof Variable)
                && !(type instanceof Function && section.name().equals(".ksyms"))) {
            throw damaged("there is something else than a variable in " + section.name());
        }
        if (place.offset() < 0 || place.size() < 0) {
            throw damaged("the variable " + type.name() + " lies outside of " + section.name());
        }
    }

    // libbpf lays these out itself, and adds their sizes as 32 bits.
    private void checkKconfig(DataSection section) {
        long size = 0;
        for (var place : section.variables()) {
            size += btf.sizeOf(((Variable) btf.type(place.variable())).type());
            if (size > LARGEST_KCONFIG) {
                throw damaged(".kconfig takes more than " + LARGEST_KCONFIG + " bytes");
            }
        }
    }

    // Of such a map libbpf takes for granted that it comes from .struct_ops. The type is the length of an array to
    // which
    // the member points: __uint(type, ...) of bpf_helpers.h.
    private void checkMap(BtfType variable) {
        if (variable instanceof Variable map && btf.resolve(map.type()) instanceof Composite definition) {
            for (var member : definition.members()) {
                if (member.name().equals("type")
                        && btf.resolve(member.type()) instanceof Pointer pointer
                        && btf.resolve(pointer.target()) instanceof Array array
                        && array.count() == STRUCT_OPS) {
                    throw damaged("the map " + map.name() + " is of type struct_ops, which belongs into .struct_ops");
                }
            }
        }
    }

    // libbpf looks at all that is in a type by recursion: what contains itself has no end.
    private int depth(int id, int above) {
        if (depths[id] == ENTERED || above + depths[id] > DEEPEST) {
            throw damaged("type " + id + " contains itself, or more than " + DEEPEST + " within each other");
        }
        if (depths[id] == 0) {
            depths[id] = ENTERED;
            depths[id] = 1
                    + within(btf.type(id))
                            .map(inner -> depth(inner, above + 1))
                            .max()
                            .orElse(0);
        }
        return depths[id];
    }

    private static IntStream within(BtfType type) {
        if (type instanceof Composite composite) {
            return composite.members().stream().mapToInt(Member::type);
        } else if (type instanceof Array array) {
            return IntStream.of(array.element());
        } else if (type instanceof Typedef typedef) {
            return IntStream.of(typedef.target());
        } else if (type instanceof Modifier modifier) {
            return IntStream.of(modifier.target());
        }
        return IntStream.empty();
    }

    private static BpfException damaged(String why) {
        return new BpfException(
                        "read", "BTF", why, null, List.of(), "compile the object again: clang -g -O2 -target bpf")
                .about(Topic.OBJECT);
    }
}
