// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader.map;

/** Values of one kind as bytes, and back. */
public interface Codec {
    /**
     * The bytes of a value.
     *
     * @param what what it is for, named in errors: {@code counts key}
     * @throws dev.bpfsh.libbpf.BpfException if it does not fit
     */
    byte[] encode(Object value, String what);

    /** The value that the bytes hold. */
    Object decode(byte[] bytes);

    /** Whether a list may be one value, as it is for an array or a struct. */
    default boolean takesList() {
        return false;
    }
}
