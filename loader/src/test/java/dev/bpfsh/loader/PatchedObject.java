// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** An object with a word changed here and there, each found by what it means. */
final class PatchedObject {
    private static final int SECTION_SIZE = 64;
    private static final int SYMBOL_SIZE = 24;

    /** Kinds of BTF: {@code include/uapi/linux/btf.h}. */
    static final int ARRAY = 3;

    static final int STRUCT = 4;
    static final int FUNC = 12;
    static final int VAR = 14;
    static final int DATASEC = 15;

    private final ByteBuffer object;

    PatchedObject(String corpusName) {
        object = ByteBuffer.wrap(Fixture.bytes("corpus/" + corpusName)).order(ByteOrder.nativeOrder());
    }

    byte[] bytes() {
        return object.array().clone();
    }

    int get(int at) {
        return object.getInt(at);
    }

    PatchedObject put(int at, int value) {
        object.putInt(at, value);
        return this;
    }

    PatchedObject putLong(int at, long value) {
        object.putLong(at, value);
        return this;
    }

    /** Where the header of a section lies. */
    int header(String section) {
        int table = (int) object.getLong(40);
        int names = (int) object.getLong(table + object.getShort(62) * SECTION_SIZE + 24);
        return IntStream.range(1, object.getShort(60))
                .map(i -> table + i * SECTION_SIZE)
                .filter(header -> text(names + object.getInt(header)).equals(section))
                .findFirst()
                .orElseThrow();
    }

    /** Where a section lies. */
    int section(String name) {
        return (int) object.getLong(header(name) + 24);
    }

    /** How many bytes it has. */
    int size(String name) {
        return (int) object.getLong(header(name) + 32);
    }

    /** Where a symbol lies in the table: name, info, section, value at 8, size at 16. */
    int symbol(String name) {
        int names = section(".strtab");
        int symbols = section(".symtab");
        return IntStream.iterate(symbols, at -> at < symbols + size(".symtab"), at -> at + SYMBOL_SIZE)
                .filter(at -> text(names + object.getInt(at)).equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Where the first type of a kind and name lies: name, info, size or type, then what its kind adds. */
    int type(int kind, String name) {
        int types = firstType();
        int strings = types + object.getInt(section(".BTF") + 16);
        IntPredicate wanted =
                at -> kind(at) == kind && text(strings + object.getInt(at)).equals(name);
        return IntStream.iterate(types, at -> at < strings, this::next)
                .filter(wanted)
                .findFirst()
                .orElseThrow();
    }

    private int kind(int type) {
        return object.getInt(type + 4) >>> 24 & 0x1f;
    }

    /** Where type 1 lies. */
    int firstType() {
        int btf = section(".BTF");
        return btf + object.getInt(btf + 4);
    }

    /** Where the type after that one lies. */
    int next(int type) {
        int count = object.getInt(type + 4) & 0xffff;
        return type
                + 12
                + switch (kind(type)) {
                    case 1, 14, 17 -> 4;
                    case 3 -> 12;
                    case 4, 5, 15, 19 -> 12 * count;
                    case 6, 13 -> 8 * count;
                    default -> 0;
                };
    }

    private String text(int from) {
        int end = from;
        while (object.get(end) != 0) {
            end++;
        }
        return new String(object.array(), from, end - from);
    }
}
