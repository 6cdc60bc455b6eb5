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
import dev.bpfsh.btf.BtfType.Typedef;
import dev.bpfsh.btf.BtfType.Variable;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * The bytes of BTF: a header, type descriptions, strings. A description is {@code struct btf_type} (name, info, size or
 * type) and what its kind adds; all offsets come from a file that may be damaged, so every access is checked by the
 * buffers.
 */
final class BtfReader {
    private static final int MAGIC = 0xeB9F;
    private static final int SHORTEST_HEADER = 24;
    private static final int NO_KIND = 0;

    private enum Kind {
        VOID,
        INT,
        PTR,
        ARRAY,
        STRUCT,
        UNION,
        ENUM,
        FWD,
        TYPEDEF,
        VOLATILE,
        CONST,
        RESTRICT,
        FUNC,
        FUNC_PROTO,
        VAR,
        DATASEC,
        FLOAT,
        DECL_TAG,
        TYPE_TAG,
        ENUM64;

        /** Bytes that follow the common description. */
        int extra(int count) {
            return switch (this) {
                case INT, VAR, DECL_TAG -> 4;
                case ARRAY -> 12;
                case STRUCT, UNION, DATASEC, ENUM64 -> 12 * count;
                case ENUM, FUNC_PROTO -> 8 * count;
                default -> 0;
            };
        }
    }

    private static final int COMMON = 12;

    private final ByteBuffer types;
    private final ByteBuffer strings;
    private final int[] offsets;

    BtfReader(byte[] raw) {
        if (raw.length == 0) {
            types = ByteBuffer.allocate(0).order(ByteOrder.nativeOrder());
            strings = types;
            offsets = new int[1];
            return;
        }
        if (raw.length < SHORTEST_HEADER) {
            throw Btf.damaged("only " + raw.length + " bytes");
        }
        var all = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
        if (Short.toUnsignedInt(all.getShort(0)) != MAGIC) {
            all.order(ByteOrder.BIG_ENDIAN);
        }
        if (Short.toUnsignedInt(all.getShort(0)) != MAGIC) {
            throw Btf.damaged("it does not begin as BTF does");
        }
        int header = all.getInt(4);
        types = slice(all, header, all.getInt(8), all.getInt(12));
        strings = slice(all, header, all.getInt(16), all.getInt(20));
        offsets = index();
    }

    private static ByteBuffer slice(ByteBuffer all, int header, int offset, int length) {
        try {
            return all.slice(Math.addExact(header, offset), length).order(all.order());
        } catch (IndexOutOfBoundsException | ArithmeticException e) {
            throw Btf.damaged("a part of it lies outside the file");
        }
    }

    private int[] index() {
        // Void, the whole descriptions, and the beginning of one that damage has cut.
        var found = new int[types.capacity() / COMMON + 2];
        int count = 1;
        for (int at = 0; at < types.capacity(); count++) {
            found[count] = at;
            int from = at;
            at = checked(count, () -> from + COMMON + kind(from).extra(vlen(from)));
        }
        return Arrays.copyOf(found, count);
    }

    int count() {
        return offsets.length;
    }

    ByteOrder order() {
        return types.order();
    }

    BtfType type(int id) {
        return id == 0 ? new BtfType.Void() : checked(id, () -> read(offsets[id]));
    }

    private static <T> T checked(int id, Supplier<T> read) {
        try {
            return read.get();
        } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
            throw Btf.damaged("type " + id + " lies partly outside");
        }
    }

    private Kind kind(int at) {
        int kind = types.getInt(at + 4) >>> 24 & 0x1f;
        if (kind == NO_KIND || kind >= Kind.values().length) {
            throw Btf.damaged("kind " + kind + " is not known");
        }
        return Kind.values()[kind];
    }

    private int vlen(int at) {
        return types.getInt(at + 4) & 0xffff;
    }

    private BtfType read(int at) {
        var name = string(types.getInt(at));
        boolean flag = types.getInt(at + 4) < 0;
        int sizeOrType = types.getInt(at + 8);
        int more = at + COMMON;
        int count = vlen(at);
        var kind = kind(at);
        return switch (kind) {
            case INT -> integer(name, sizeOrType, types.getInt(more));
            case PTR -> new Pointer(sizeOrType);
            case ARRAY -> new Array(types.getInt(more), types.getInt(more + 4), length(types.getInt(more + 8)));
            case STRUCT, UNION ->
                new Composite(name, length(sizeOrType), kind == Kind.UNION, members(more, count, flag));
            case ENUM, ENUM64 ->
                new Enumeration(name, length(sizeOrType), flag, enumerators(more, count, flag, kind == Kind.ENUM64));
            case FWD -> new Forward(name, flag);
            case TYPEDEF -> new Typedef(name, sizeOrType);
            case VOLATILE, CONST, RESTRICT -> new Modifier(kind.name().toLowerCase(Locale.ROOT), sizeOrType);
            case TYPE_TAG -> new Modifier("", sizeOrType);
            case FUNC -> new Function(name, sizeOrType);
            case FUNC_PROTO ->
                new Prototype(
                        sizeOrType,
                        each(count, 8, more, p -> new Parameter(string(types.getInt(p)), types.getInt(p + 4))));
            case VAR -> new Variable(name, sizeOrType, linkage(types.getInt(more)));
            case DATASEC ->
                new DataSection(
                        name,
                        length(sizeOrType),
                        each(
                                count,
                                12,
                                more,
                                p -> new Placed(types.getInt(p), types.getInt(p + 4), types.getInt(p + 8))));
            case FLOAT -> new Floating(name, length(sizeOrType));
            case DECL_TAG -> new DeclarationTag(name, sizeOrType, types.getInt(more));
            case VOID -> new BtfType.Void();
        };
    }

    private static Int integer(String name, int size, int description) {
        int encoding = description >>> 24 & 0xf;
        return new Int(name, length(size), (encoding & 1) != 0, isChar(name, encoding), (encoding & 4) != 0);
    }

    // The encoding has a bit for char, which clang never sets: it is the name that tells.
    private static boolean isChar(String name, int encoding) {
        return (encoding & 2) != 0 || name.equals("char");
    }

    private List<Member> members(int from, int count, boolean bitFields) {
        return each(count, 12, from, at -> {
            int offset = types.getInt(at + 8);
            return new Member(
                    string(types.getInt(at)),
                    types.getInt(at + 4),
                    bitFields ? offset & 0xffffff : offset,
                    bitFields ? offset >>> 24 : 0);
        });
    }

    private List<Enumerator> enumerators(int from, int count, boolean signed, boolean wide) {
        return each(count, wide ? 12 : 8, from, at -> {
            long low = types.getInt(at + 4);
            long unsigned = low & 0xffffffffL;
            long value = wide ? (long) types.getInt(at + 8) << 32 | unsigned : signed ? low : unsigned;
            return new Enumerator(string(types.getInt(at)), value);
        });
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

    private static <T> List<T> each(int count, int size, int from, IntFunction<T> read) {
        var list = new ArrayList<T>(count);
        for (int i = 0; i < count; i++) {
            list.add(read.apply(from + i * size));
        }
        return List.copyOf(list);
    }

    private String string(int offset) {
        if (offset == 0) {
            return "";
        }
        int end = offset;
        while (strings.get(end) != 0) {
            end++;
        }
        return new String(strings.array(), strings.arrayOffset() + offset, end - offset, StandardCharsets.UTF_8);
    }
}
