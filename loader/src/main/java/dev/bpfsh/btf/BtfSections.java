// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * The two parts of raw BTF, type descriptions and strings, and where each description begins. A description is a row of
 * 32-bit words: name, info, size or type, and what its kind adds. As words in an array they are read without an object
 * for each; all numbers come from a file that may be damaged, so every access is checked, by the array or here.
 */
final class BtfSections {
    static final int NAME = 0;
    static final int INFO = 1;
    static final int SIZE_OR_TYPE = 2;
    static final int COMMON = 3;

    // The kernel takes names of up to 511 bytes. Names may overlap in damaged BTF, so without a limit a small file
    // could demand all memory.
    private static final int LONGEST_NAME = 2048;
    private static final int LEAST_LETTERS = 1 << 24;
    private static final int LETTERS_PER_BYTE = 64;
    private static final int MAGIC = 0xeB9F;
    private static final int SHORTEST_HEADER = 24;

    private final BtfSections base;
    private final ByteOrder order;
    private final int[] words;
    private final byte[] strings;
    private final int firstId;
    private final int firstString;
    private final int[] places;
    private long letters;

    /** @param base whose ids and strings these continue, or null */
    BtfSections(byte[] raw, BtfSections base) {
        this.base = base;
        letters = LEAST_LETTERS + (long) raw.length * LETTERS_PER_BYTE;
        firstId = base == null ? 1 : base.count();
        firstString = base == null ? 0 : base.firstString + base.strings.length;
        if (raw.length == 0) {
            order = base == null ? ByteOrder.nativeOrder() : base.order;
            words = new int[0];
            strings = new byte[0];
        } else {
            var all = begun(raw);
            order = all.order();
            if (base != null && base.order != order) {
                throw Btf.damaged("its byte order is not that of its base");
            }
            int header = all.getInt(4);
            words = words(slice(all, header, all.getInt(8), all.getInt(12)));
            strings = bytes(slice(all, header, all.getInt(16), all.getInt(20)));
        }
        places = places();
    }

    private static ByteBuffer begun(byte[] raw) {
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
        return all;
    }

    private static ByteBuffer slice(ByteBuffer all, int header, int offset, int length) {
        try {
            return all.slice(Math.addExact(header, offset), length).order(all.order());
        } catch (IndexOutOfBoundsException | ArithmeticException e) {
            throw Btf.damaged("a part of it lies outside the file");
        }
    }

    private static int[] words(ByteBuffer types) {
        if (types.capacity() % Integer.BYTES != 0) {
            throw Btf.damaged("its last type is cut short");
        }
        var words = new int[types.capacity() / Integer.BYTES];
        types.asIntBuffer().get(words);
        return words;
    }

    private static byte[] bytes(ByteBuffer part) {
        var bytes = new byte[part.capacity()];
        part.get(bytes);
        return bytes;
    }

    private int[] places() {
        // The whole descriptions, and the beginning of one that damage has cut.
        var found = new int[words.length / COMMON + 1];
        int count = 0;
        for (int at = 0; at < words.length; count++) {
            found[count] = at;
            if (words.length - at < COMMON) {
                throw outside(firstId + count);
            }
            int info = words[at + INFO];
            var kind = BtfKind.of(info >>> 24 & 0x1f);
            if (kind == BtfKind.VOID) {
                throw Btf.damaged("kind " + (info >>> 24 & 0x1f) + " is not known");
            }
            at += COMMON + kind.extraWords(info & 0xffff);
            if (at > words.length) {
                throw outside(firstId + count);
            }
        }
        return Arrays.copyOf(found, count);
    }

    private static RuntimeException outside(int id) {
        return Btf.damaged("type " + id + " lies partly outside");
    }

    ByteOrder order() {
        return order;
    }

    /** The id of the first type here; those of the base come before it. */
    int firstId() {
        return firstId;
    }

    /** One more than the last id. */
    int count() {
        return firstId + places.length;
    }

    /** How many words all the types take, a measure of how much there is to say about them. */
    int size() {
        return words.length + (base == null ? 0 : base.size());
    }

    /** The kind of one of the types here. */
    BtfKind kind(int id) {
        return BtfKind.of(words[at(id) + INFO] >>> 24 & 0x1f);
    }

    /** How many members, values or parameters it has. */
    int vlen(int id) {
        return words[at(id) + INFO] & 0xffff;
    }

    boolean flag(int id) {
        return words[at(id) + INFO] < 0;
    }

    /** A word of the type's description, counted from its beginning. */
    int word(int id, int index) {
        return words[at(id) + index];
    }

    /** Tells the types that one refers to, whether they exist or not. */
    void references(int id, IntConsumer told) {
        switch (kind(id)) {
            case PTR, TYPEDEF, VOLATILE, CONST, RESTRICT, FUNC, VAR, DECL_TAG, TYPE_TAG ->
                told.accept(word(id, SIZE_OR_TYPE));
            case ARRAY -> {
                told.accept(word(id, COMMON));
                told.accept(word(id, COMMON + 1));
            }
            case STRUCT, UNION -> each(id, 3, 1, told);
            case FUNC_PROTO -> {
                told.accept(word(id, SIZE_OR_TYPE));
                each(id, 2, 1, told);
            }
            case DATASEC -> each(id, 3, 0, told);
            default -> {}
        }
    }

    private void each(int id, int size, int word, IntConsumer told) {
        int end = vlen(id);
        for (int i = 0; i < end; i++) {
            told.accept(word(id, COMMON + i * size + word));
        }
    }

    private int at(int id) {
        return places[id - firstId];
    }

    /** The string at an offset, of these types or of the base, for good: each type is read once. */
    String string(int offset) {
        var text = glance(offset);
        letters -= text.length();
        if (letters < 0) {
            throw Btf.damaged("its names overlap, and are far longer than all of it");
        }
        return text;
    }

    /** As {@link #string}, for who will not keep it. */
    String glance(int offset) {
        if (offset == 0) {
            return "";
        }
        if (offset > 0 && offset < firstString) {
            return base.glance(offset);
        }
        int from = offset - firstString;
        int end = end(from);
        if (end < 0) {
            throw Btf.damaged("a name lies outside of the strings, or does not end");
        }
        return new String(strings, from, end - from, StandardCharsets.UTF_8);
    }

    /** The hash of the string, 0 where there is none or it is damaged. */
    int hash(int offset) {
        if (offset > 0 && offset < firstString) {
            return base.hash(offset);
        }
        int from = offset - firstString;
        if (from < 0 || from >= strings.length) {
            return 0;
        }
        int hash = 0;
        int limit = Math.min(strings.length, from + LONGEST_NAME);
        for (int i = from; i < limit && strings[i] != 0; i++) {
            hash = 31 * hash + strings[i];
        }
        return hash;
    }

    /** Whether the string at an offset is this one. */
    boolean matches(int offset, byte[] text) {
        if (offset > 0 && offset < firstString) {
            return base.matches(offset, text);
        }
        int from = offset - firstString;
        return from >= 0
                && from + (long) text.length < strings.length
                && strings[from + text.length] == 0
                && Arrays.equals(strings, from, from + text.length, text, 0, text.length);
    }

    private int end(int from) {
        if (from >= 0) {
            int limit = (int) Math.min(strings.length, from + (long) LONGEST_NAME);
            for (int i = from; i < limit; i++) {
                if (strings[i] == 0) {
                    return i;
                }
            }
        }
        return -1;
    }
}
