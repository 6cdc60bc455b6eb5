// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader.map;

import java.nio.ByteBuffer;
import java.util.function.ToIntFunction;

/**
 * Programs, maps, cgroups and sockets: put as a descriptor, read as the kernel's number of it.
 *
 * @param number how it is written as bytes
 * @param descriptors of what is no number, such as a program; what it does not know it hands back to be refused
 */
record DescriptorCoding(Coding number, ToIntFunction<Object> descriptors) implements Coding {
    /** Answered for what has no descriptor. */
    static final int NONE = -1;

    @Override
    public byte[] encode(Object value, String what) {
        if (value instanceof Number || value instanceof byte[]) {
            return number.encode(value, what);
        }
        int fd = descriptors.applyAsInt(value);
        return number.encode(fd == NONE ? value : (Object) fd, what);
    }

    @Override
    public Object decode(ByteBuffer bytes, int at) {
        return number.decode(bytes, at);
    }
}
