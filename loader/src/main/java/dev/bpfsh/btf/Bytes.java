// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The bytes of a value while it is encoded; they grow where a flexible array needs it. */
final class Bytes {
    // A designator such as [999999999] is a slip, and the kernel takes no such value.
    private static final int LONGEST = 1 << 28;

    private final ByteOrder order;
    private ByteBuffer bytes;
    private boolean spares;

    Bytes(int size, ByteOrder order) {
        this.order = order;
        this.bytes = ByteBuffer.allocate(size).order(order);
    }

    /** A copy of what is there already. */
    Bytes(byte[] begun, ByteOrder order) {
        this.order = order;
        this.bytes = ByteBuffer.wrap(begun.clone()).order(order);
    }

    /**
     * Writes a member whose bytes are also those of others, as in a union. The members of a decoded union all tell of
     * the same bytes, some not of all of them: text not of those behind its end. So what reads as it should already is
     * left as it is.
     */
    void shared(boolean shared, Runnable write) {
        boolean outer = spares;
        spares |= shared;
        write.run();
        spares = outer;
    }

    boolean spares() {
        return spares;
    }

    ByteBuffer buffer() {
        return bytes;
    }

    void reserve(long end, Where where) {
        if (end > LONGEST) {
            throw Refusal.of(where, "would end at byte " + end + " of its struct", null);
        }
        if (end > bytes.capacity()) {
            bytes = ByteBuffer.wrap(Arrays.copyOf(bytes.array(), (int) end)).order(order);
        }
    }

    byte[] array() {
        return bytes.array();
    }
}
