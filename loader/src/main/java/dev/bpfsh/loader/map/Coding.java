// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader.map;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Values of one kind as bytes, and back. */
public interface Coding {
    /**
     * The bytes of a value.
     *
     * @param what what it is for, named in errors: {@code counts key}
     * @throws dev.bpfsh.libbpf.BpfException if it does not fit
     */
    byte[] encode(Object value, String what);

    /**
     * The value that lies somewhere in a buffer; nothing of the buffer is kept.
     *
     * @param bytes in native byte order
     */
    Object decode(ByteBuffer bytes, int at);

    /** The value that the bytes hold. */
    default Object decode(byte[] bytes) {
        return decode(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()), 0);
    }

    /** Whether a list may be one value, as it is for an array or a struct. */
    default boolean takesList() {
        return false;
    }
}
