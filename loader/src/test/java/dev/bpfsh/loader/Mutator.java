// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Damages objects: a number gives always the same damage of the same object. It knows where the parts of an ELF file
 * are, so that damage goes where somebody looks, and not mostly into padding.
 */
final class Mutator {
    private static final int SECTION_SIZE = 64;
    private static final int SYMBOL_SIZE = 24;
    private static final int SHT_SYMTAB = 2;
    private static final int SHT_STRTAB = 3;
    private static final int SHT_NOBITS = 8;
    private static final int SHT_REL = 9;
    private static final long[] TELLING = {
        0, 1, 2, 7, 8, 0xff, 0x7fff, 0xffff, 0x10000, 0x7fffffff, 0x80000000L, 0xffffffffL, Long.MAX_VALUE, -1, -8
    };

    private record Part(String name, int header, int type, int offset, int size) {}

    private final List<byte[]> bases;
    private final Random random;
    private final ByteBuffer object;
    private final List<Part> parts;
    private int length;

    private Mutator(List<byte[]> bases, long seed) {
        this.bases = bases;
        this.random = new Random(seed * 0x9E3779B97F4A7C15L);
        var base = bases.get(random.nextInt(bases.size()));
        this.object = ByteBuffer.wrap(base.clone()).order(ByteOrder.nativeOrder());
        this.length = base.length;
        this.parts = parts();
    }

    /** The damaged object of that number. */
    static byte[] mutate(List<byte[]> bases, long seed) {
        return new Mutator(bases, seed).mutate();
    }

    private byte[] mutate() {
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            damage();
        }
        return Arrays.copyOf(object.array(), length);
    }

    private void damage() {
        switch (random.nextInt(18)) {
            case 0 -> flipBits(0, object.capacity());
            case 1 -> truncate();
            case 2 -> overwrite(0, object.capacity());
            case 3 -> setField(0, new int[] {16, 2, 18, 2, 40, 8, 52, 2, 58, 2, 60, 2, 62, 2});
            case 4, 5 -> sectionHeader();
            case 6 -> swapSections();
            case 7, 8 -> symbol();
            case 9 -> relocation();
            case 10, 11 -> words(".BTF");
            case 12 -> words(".BTF.ext");
            case 13 -> unterminate();
            case 14 -> instruction();
            case 15 -> rename();
            case 16 -> exchange();
            default -> transplant();
        }
    }

    private void flipBits(int from, int size) {
        for (int flips = 1 + random.nextInt(8); size > 0 && flips > 0; flips--) {
            int at = from + random.nextInt(size);
            object.put(at, (byte) (object.get(at) ^ 1 << random.nextInt(8)));
        }
    }

    private void truncate() {
        length = random.nextInt(object.capacity());
    }

    private void overwrite(int from, int size) {
        if (size > 0) {
            int at = from + random.nextInt(size);
            int end = Math.min(from + size, at + 1 + random.nextInt(64));
            boolean zero = random.nextBoolean();
            for (; at < end; at++) {
                object.put(at, zero ? 0 : (byte) random.nextInt());
            }
        }
    }

    // Offsets and widths, in turn.
    private void setField(int from, int[] fields) {
        int field = random.nextInt(fields.length / 2) * 2;
        set(from + fields[field], fields[field + 1]);
    }

    private void set(int at, int width) {
        if (at < 0 || at + width > object.capacity()) {
            return;
        }
        long old = width == 8 ? object.getLong(at) : width == 4 ? object.getInt(at) : object.getShort(at);
        long value =
                switch (random.nextInt(4)) {
                    case 0 -> TELLING[random.nextInt(TELLING.length)];
                    case 1 -> old + random.nextInt(33) - 16;
                    case 2 -> random.nextInt(64);
                    default -> old ^ 1L << random.nextInt(width * 8);
                };
        switch (width) {
            case 8 -> object.putLong(at, value);
            case 4 -> object.putInt(at, (int) value);
            default -> object.putShort(at, (short) value);
        }
    }

    private void sectionHeader() {
        if (!parts.isEmpty()) {
            setField(
                    any(parts).header,
                    new int[] {0, 4, 4, 4, 8, 8, 16, 8, 24, 8, 32, 8, 40, 4, 44, 4, 48, 8, 56, 8, 4, 4, 32, 8});
        }
    }

    private void swapSections() {
        if (!parts.isEmpty()) {
            int one = any(parts).header;
            int other = any(parts).header;
            // The whole headers, or only what lies where.
            int from = random.nextBoolean() ? 0 : 24;
            int size = from == 0 ? SECTION_SIZE : 16;
            for (int i = from; i < from + size; i++) {
                byte kept = object.get(one + i);
                object.put(one + i, object.get(other + i));
                object.put(other + i, kept);
            }
        }
    }

    private void symbol() {
        var tables = parts.stream().filter(part -> part.type == SHT_SYMTAB).toList();
        if (!tables.isEmpty() && tables.get(0).size >= SYMBOL_SIZE) {
            int at = tables.get(0).offset + random.nextInt(tables.get(0).size / SYMBOL_SIZE) * SYMBOL_SIZE;
            switch (random.nextInt(5)) {
                case 0 -> object.put(at + 4, (byte) (random.nextInt(3) << 4 | random.nextInt(5)));
                case 1 -> object.put(at + 5, (byte) random.nextInt(4));
                default -> setField(at, new int[] {0, 4, 6, 2, 8, 8, 16, 8, 6, 2});
            }
        }
    }

    private void relocation() {
        var tables = parts.stream()
                .filter(part -> part.type == SHT_REL && part.size >= 16)
                .toList();
        if (!tables.isEmpty()) {
            var table = any(tables);
            int at = table.offset + random.nextInt(table.size / 16) * 16;
            setField(at, new int[] {0, 8, 8, 4, 12, 4});
        }
    }

    private void words(String section) {
        for (var part : parts) {
            if (part.name.equals(section) && part.size >= 4) {
                int words = part.size / 4;
                // Half of it into the header and what follows at once.
                int word = random.nextBoolean() ? random.nextInt(words) : random.nextInt(Math.min(words, 24));
                set(part.offset + word * 4, random.nextInt(4) == 0 ? 2 : 4);
            }
        }
    }

    // A sound name in the wrong place gets further than one that is damaged.
    private void rename() {
        if (!parts.isEmpty()) {
            object.putInt(any(parts).header, object.getInt(any(parts).header));
        }
    }

    // Likewise a sound word of the types or symbols in the place of another.
    private void exchange() {
        var candidates = parts.stream()
                .filter(part -> part.size >= 2 * SYMBOL_SIZE
                        && (part.type == SHT_SYMTAB
                                || part.type == SHT_REL
                                || part.name.equals(".BTF")
                                || part.name.equals(".BTF.ext")))
                .toList();
        if (!candidates.isEmpty()) {
            var part = any(candidates);
            int width =
                    switch (part.type) {
                        case SHT_SYMTAB -> SYMBOL_SIZE;
                        case SHT_REL -> 16;
                        default -> 4;
                    };
            int one = part.offset + random.nextInt(part.size / width) * width;
            int other = part.offset + random.nextInt(part.size / width) * width;
            // A whole entry or half of it.
            int size = random.nextBoolean() ? width : Math.max(width / 2, 4);
            object.put(one, object.array(), other, size);
        }
    }

    private void unterminate() {
        var candidates = parts.stream()
                .filter(part -> part.size > 0
                        && (part.type == SHT_STRTAB || part.name.equals(".BTF") || part.name.equals("license")))
                .toList();
        if (!candidates.isEmpty()) {
            var part = any(candidates);
            int from = random.nextBoolean() ? part.offset + part.size - 1 : part.offset + random.nextInt(part.size);
            for (int at = from; at < part.offset + part.size; at++) {
                if (object.get(at) == 0) {
                    object.put(at, (byte) 'x');
                    if (random.nextBoolean()) {
                        return;
                    }
                }
            }
        }
    }

    private void instruction() {
        var code = parts.stream()
                .filter(part -> part.size >= 8 && (object.getLong(part.header + 8) & 4) != 0)
                .toList();
        if (!code.isEmpty()) {
            var part = any(code);
            int at = part.offset + random.nextInt(part.size / 8) * 8;
            if (random.nextBoolean()) {
                object.put(at + random.nextInt(2), (byte) random.nextInt());
            } else {
                set(at + 4, 4);
            }
        }
    }

    // A piece of another object, or of this one, in the place of what was there.
    private void transplant() {
        var from = bases.get(random.nextInt(bases.size()));
        int size = 1 + random.nextInt(Math.min(256, Math.min(from.length, object.capacity())));
        int source = random.nextInt(from.length - size + 1);
        int target = random.nextInt(object.capacity() - size + 1);
        object.put(target, from, source, size);
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    // Of the sound object, before any damage.
    private List<Part> parts() {
        var found = new ArrayList<Part>();
        int table = (int) object.getLong(40);
        int names = (int) object.getLong(table + object.getShort(62) * SECTION_SIZE + 24);
        for (int i = 1; i < object.getShort(60); i++) {
            int header = table + i * SECTION_SIZE;
            int type = object.getInt(header + 4);
            int size = type == SHT_NOBITS ? 0 : (int) object.getLong(header + 32);
            found.add(new Part(
                    text(names + object.getInt(header)), header, type, (int) object.getLong(header + 24), size));
        }
        return found;
    }

    private String text(int from) {
        int end = from;
        while (object.get(end) != 0) {
            end++;
        }
        return new String(object.array(), from, end - from);
    }
}
