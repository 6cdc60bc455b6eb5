// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import dev.bpfsh.btf.BtfType.Array;
import dev.bpfsh.btf.BtfType.Composite;
import dev.bpfsh.btf.BtfType.DataSection;
import dev.bpfsh.btf.BtfType.DeclarationTag;
import dev.bpfsh.btf.BtfType.Enumeration;
import dev.bpfsh.btf.BtfType.Enumerator;
import dev.bpfsh.btf.BtfType.Floating;
import dev.bpfsh.btf.BtfType.Forward;
import dev.bpfsh.btf.BtfType.Function;
import dev.bpfsh.btf.BtfType.Int;
import dev.bpfsh.btf.BtfType.Linkage;
import dev.bpfsh.btf.BtfType.Member;
import dev.bpfsh.btf.BtfType.Modifier;
import dev.bpfsh.btf.BtfType.Parameter;
import dev.bpfsh.btf.BtfType.Placed;
import dev.bpfsh.btf.BtfType.Pointer;
import dev.bpfsh.btf.BtfType.Prototype;
import dev.bpfsh.btf.BtfType.TypeTag;
import dev.bpfsh.btf.BtfType.Typedef;
import dev.bpfsh.btf.BtfType.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** One type's description, from words to a record. */
record BtfReader(BtfSections types, int id) {
    BtfType read() {
        var kind = types.kind(id);
        var name = types.string(word(BtfSections.NAME));
        int sizeOrType = word(BtfSections.SIZE_OR_TYPE);
        boolean flag = types.flag(id);
        return switch (kind) {
            case INT -> integer(name, sizeOrType, extra(0));
            case PTR -> new Pointer(sizeOrType);
            case ARRAY -> new Array(extra(0), extra(1), length(extra(2)));
            case STRUCT, UNION -> new Composite(name, length(sizeOrType), kind == BtfKind.UNION, members(flag));
            case ENUM -> new Enumeration(name, length(sizeOrType), flag, enumerators(flag));
            case ENUM64 -> new Enumeration(name, length(sizeOrType), flag, wideEnumerators());
            case FWD -> new Forward(name, flag);
            case TYPEDEF -> new Typedef(name, sizeOrType);
            case VOLATILE, CONST, RESTRICT -> new Modifier(kind.word(), sizeOrType);
            case TYPE_TAG -> new TypeTag(name, sizeOrType);
            case FUNC -> new Function(name, sizeOrType, linkage(types.vlen(id)));
            case FUNC_PROTO -> new Prototype(sizeOrType, parameters());
            case VAR -> new Variable(name, sizeOrType, linkage(extra(0)));
            case DATASEC -> new DataSection(name, length(sizeOrType), variables());
            case FLOAT -> new Floating(name, length(sizeOrType));
            case DECL_TAG -> new DeclarationTag(name, sizeOrType, extra(0));
            case VOID -> new BtfType.Void();
        };
    }

    private int word(int index) {
        return types.word(id, index);
    }

    private int extra(int index) {
        return types.word(id, BtfSections.COMMON + index);
    }

    private static Int integer(String name, int size, int description) {
        int encoding = description >>> 24 & 0xf;
        return new Int(name, length(size), (encoding & 1) != 0, isChar(name, encoding), (encoding & 4) != 0);
    }

    // The encoding has a bit for char, which clang never sets: it is the name that tells.
    private static boolean isChar(String name, int encoding) {
        return (encoding & 2) != 0 || name.equals("char");
    }

    private List<Member> members(boolean bitFields) {
        return each(3, at -> {
            int offset = extra(at + 2);
            return new Member(
                    types.string(extra(at)),
                    extra(at + 1),
                    bitFields ? offset & 0xffffff : offset,
                    bitFields ? offset >>> 24 : 0);
        });
    }

    private List<Enumerator> enumerators(boolean signed) {
        return each(2, at -> {
            int value = extra(at + 1);
            return new Enumerator(types.string(extra(at)), signed ? value : Integer.toUnsignedLong(value));
        });
    }

    private List<Enumerator> wideEnumerators() {
        return each(3, at -> {
            long value = (long) extra(at + 2) << Integer.SIZE | Integer.toUnsignedLong(extra(at + 1));
            return new Enumerator(types.string(extra(at)), value);
        });
    }

    private List<Parameter> parameters() {
        return each(2, at -> new Parameter(types.string(extra(at)), extra(at + 1)));
    }

    private List<Placed> variables() {
        return each(3, at -> new Placed(extra(at), extra(at + 1), extra(at + 2)));
    }

    private static Linkage linkage(int number) {
        if (number < 0 || number >= Linkage.values().length) {
            throw Btf.damaged("linkage " + number + " is not known");
        }
        return Linkage.values()[number];
    }

    private static int length(int value) {
        if (value < 0) {
            throw Btf.damaged("a size of " + Integer.toUnsignedString(value));
        }
        return value;
    }

    private <T> List<T> each(int size, IntFunction<T> read) {
        int count = types.vlen(id);
        var list = new ArrayList<T>(count);
        for (int i = 0; i < count; i++) {
            list.add(read.apply(i * size));
        }
        return List.copyOf(list);
    }
}
