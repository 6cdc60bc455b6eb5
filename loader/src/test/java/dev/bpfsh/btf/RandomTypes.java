// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import dev.bpfsh.btf.BtfBuilder.Member;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Types of all kinds that have values, in one another, some of them laid out as no compiler would. */
final class RandomTypes {
    private static final int DEEPEST = 4;

    private record Sized(int type, int size) {}

    private final Random random;
    private final BtfBuilder builder;
    private int names;
    private int unions;

    RandomTypes(Random random, ByteOrder order) {
        this.random = random;
        this.builder = new BtfBuilder(order);
    }

    /** Adds a struct with all it needs. */
    int struct() {
        return struct(0, random.nextInt(4) == 0).type;
    }

    byte[] raw() {
        return builder.bytes();
    }

    Btf build() {
        return builder.build();
    }

    private String name() {
        return "m" + names++;
    }

    private Sized any(int depth) {
        var made =
                switch (random.nextInt(depth < DEEPEST ? 15 : 10)) {
                    case 0, 1, 2 -> integer();
                    // Any byte but 0 is true: what is beside it in a union would not come back.
                    case 3 -> unions > 0 ? integer() : new Sized(builder.integer("_Bool", 1, BtfBuilder.BOOL), 1);
                    case 4 -> enumeration();
                    case 5 -> new Sized(builder.floating("float", 4), 4);
                    case 6 -> new Sized(builder.floating("double", 8), 8);
                    case 7 -> new Sized(builder.pointer(0), 8);
                    case 8, 9 -> text();
                    case 10, 11 -> array(depth);
                    case 12 -> union(depth + 1);
                    default -> struct(depth + 1, false);
                };
        return switch (random.nextInt(8)) {
            case 0 -> new Sized(builder.typedef(name(), made.type), made.size);
            case 1 -> new Sized(builder.constOf(made.type), made.size);
            case 2 -> new Sized(builder.volatileOf(made.type), made.size);
            default -> made;
        };
    }

    private Sized integer() {
        int size = 1 << random.nextInt(5);
        return new Sized(builder.integer("i" + size, size, random.nextInt(2)), size);
    }

    private Sized enumeration() {
        int size = 1 << random.nextInt(4);
        boolean signed = random.nextBoolean();
        Map<String, Long> values = new LinkedHashMap<>();
        for (int i = 0; i < 4; i++) {
            long value = random.nextLong() >> random.nextInt(64);
            int above = 64 - 8 * size;
            values.put(name(), signed ? value << above >> above : value << above >>> above);
        }
        return new Sized(builder.enumeration(name(), size, signed, values), size);
    }

    private Sized text() {
        int size = random.nextInt(21);
        return new Sized(builder.array(builder.integer("char", 1, BtfBuilder.CHAR), size), size);
    }

    private Sized array(int depth) {
        var element = any(depth + 1);
        int count = random.nextInt(4);
        return new Sized(builder.array(element.type, count), element.size * count);
    }

    private Sized struct(int depth, boolean flexible) {
        var members = new ArrayList<Member>();
        int bit = 0;
        for (int i = random.nextInt(6); i >= 0; i--) {
            if (random.nextInt(3) == 0) {
                bit = bitField(members, bit);
                continue;
            }
            bit = (bit + 7) / 8 * 8 + 8 * random.nextInt(2) * random.nextInt(8);
            // An anonymous one: its members' names differ from all others.
            boolean anonymous = depth < DEEPEST && random.nextInt(6) == 0;
            var made = !anonymous ? any(depth) : random.nextBoolean() ? struct(depth + 1, false) : union(depth + 1);
            members.add(new Member(anonymous ? "" : name(), made.type, bit));
            bit += 8 * made.size;
        }
        int size = (bit + 7) / 8;
        if (flexible) {
            var element = random.nextBoolean() ? integer() : new Sized(builder.integer("char", 1, BtfBuilder.CHAR), 1);
            members.add(new Member(name(), builder.array(element.type, 0), size * 8));
        }
        return new Sized(builder.struct(depth % 2 == 0 ? name() : "", size, members.toArray(Member[]::new)), size);
    }

    private int bitField(List<Member> members, int bit) {
        var whole =
                switch (random.nextInt(4)) {
                    case 0 -> new Sized(builder.integer("_Bool", 1, BtfBuilder.BOOL), 0);
                    case 1 -> enumeration();
                    default -> integer();
                };
        int width = whole.size == 0 ? 1 : 1 + random.nextInt(8 * whole.size);
        members.add(new Member(name(), whole.type, bit, width));
        return bit + width;
    }

    private Sized union(int depth) {
        var members = new ArrayList<Member>();
        int size = 0;
        unions++;
        for (int i = random.nextInt(4); i >= 0; i--) {
            var made = any(depth);
            members.add(new Member(name(), made.type, 0));
            size = Math.max(size, made.size);
        }
        unions--;
        return new Sized(builder.union(name(), size, members.toArray(Member[]::new)), size);
    }
}
