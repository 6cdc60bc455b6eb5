// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

/**
 * A member of a struct or union, or of an anonymous one inside it.
 *
 * @param offset from the beginning of the whole; of a bit field, of its first byte
 * @param tail whether it lies at the end, where an array without a size is flexible
 * @param shared whether other members lie at the same place
 * @param follows whether an initializer without names has a value for it: not for the second member of a union
 */
record Slot(String name, Codec codec, int offset, boolean tail, boolean shared, boolean follows) {
    /** Writes the member of a whole that lies at {@code at}. */
    void write(Bytes bytes, int at, boolean tail, Object value, Where where) {
        bytes.shared(shared, () -> codec.write(bytes, at + offset, tail && this.tail, value, where));
    }
}
