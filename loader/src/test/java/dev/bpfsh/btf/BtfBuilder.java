// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Raw BTF made by hand, in either byte order. Each method adds a type and answers its id; what it refers to may come
 * later. Source: the kernel's {@code Documentation/bpf/btf.rst}.
 */
public final class BtfBuilder {
    public static final int SIGNED = 1;
    public static final int CHAR = 2;
    public static final int BOOL = 4;

    /**
     * A member of a struct or union.
     *
     * @param bitSize of a bit field, 0 for others
     */
    public record Member(String name, int type, int bitOffset, int bitSize) {
        public Member(String name, int type, int bitOffset) {
            this(name, type, bitOffset, 0);
        }
    }

    private final ByteOrder order;
    private final List<int[]> types = new ArrayList<>();
    private final ByteArrayOutputStream strings = new ByteArrayOutputStream();
    private final Map<String, Integer> offsets = new LinkedHashMap<>();

    public BtfBuilder(ByteOrder order) {
        this.order = order;
        name("");
    }

    private int name(String name) {
        return offsets.computeIfAbsent(name, added -> {
            int offset = strings.size();
            strings.writeBytes((added + "\0").getBytes(StandardCharsets.UTF_8));
            return offset;
        });
    }

    private int add(String name, int kind, boolean flag, int count, int sizeOrType, int... more) {
        var type = new int[3 + more.length];
        type[0] = name(name);
        type[1] = (flag ? 1 << 31 : 0) | kind << 24 | count;
        type[2] = sizeOrType;
        System.arraycopy(more, 0, type, 3, more.length);
        types.add(type);
        return types.size();
    }

    public int integer(String name, int size, int encoding) {
        return add(name, 1, false, 0, size, encoding << 24 | size * 8);
    }

    public int pointer(int target) {
        return add("", 2, false, 0, target);
    }

    public int array(int element, int count) {
        return add("", 3, false, 0, 0, element, element, count);
    }

    public int struct(String name, int size, Member... members) {
        return composite(name, 4, size, members);
    }

    public int union(String name, int size, Member... members) {
        return composite(name, 5, size, members);
    }

    private int composite(String name, int kind, int size, Member... members) {
        boolean bitFields = Arrays.stream(members).anyMatch(member -> member.bitSize() > 0);
        var more = new int[3 * members.length];
        for (int i = 0; i < members.length; i++) {
            more[3 * i] = name(members[i].name());
            more[3 * i + 1] = members[i].type();
            more[3 * i + 2] = members[i].bitOffset() | members[i].bitSize() << 24;
        }
        return add(name, kind, bitFields, members.length, size, more);
    }

    /** An enum of 1, 2 or 4 bytes, or of 8, which is another kind. */
    public int enumeration(String name, int size, boolean signed, Map<String, Long> values) {
        boolean wide = size == 8;
        int width = wide ? 3 : 2;
        var more = new int[width * values.size()];
        int at = 0;
        for (var value : values.entrySet()) {
            more[at] = name(value.getKey());
            more[at + 1] = (int) (long) value.getValue();
            if (wide) {
                more[at + 2] = (int) (value.getValue() >> 32);
            }
            at += width;
        }
        return add(name, wide ? 19 : 6, signed, values.size(), size, more);
    }

    public int forward(String name, boolean union) {
        return add(name, 7, union, 0, 0);
    }

    public int typedef(String name, int target) {
        return add(name, 8, false, 0, target);
    }

    public int volatileOf(int target) {
        return add("", 9, false, 0, target);
    }

    public int constOf(int target) {
        return add("", 10, false, 0, target);
    }

    public int floating(String name, int size) {
        return add(name, 16, false, 0, size);
    }

    /** What {@code btf__raw_data} would give. */
    public byte[] bytes() {
        int length =
                types.stream().mapToInt(type -> type.length * Integer.BYTES).sum();
        var bytes = ByteBuffer.allocate(24 + length + strings.size()).order(order);
        bytes.putShort((short) 0xeb9f).put((byte) 1).put((byte) 0).putInt(24);
        bytes.putInt(0).putInt(length).putInt(length).putInt(strings.size());
        types.forEach(type -> Arrays.stream(type).forEach(bytes::putInt));
        return bytes.put(strings.toByteArray()).array();
    }

    public Btf build() {
        return Btf.parse(bytes());
    }
}
