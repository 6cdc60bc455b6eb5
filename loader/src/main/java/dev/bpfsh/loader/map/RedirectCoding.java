// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader.map;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.ToIntFunction;

/**
 * Where a packet is sent, of a device map or CPU map: an interface or the length of a CPU's queue, and in the long form
 * a program that runs there ({@code struct bpf_devmap_val}, {@code struct bpf_cpumap_val}).
 *
 * @param size 4, or 8 with a program
 * @param descriptors of a program
 */
record RedirectCoding(int size, ToIntFunction<Object> descriptors) implements Coding {
    private static final int NO_PROGRAM = -1;

    @Override
    public byte[] encode(Object value, String what) {
        if (value instanceof byte[]) {
            return new RawCoding(size).encode(value, what);
        }
        var redirect = value instanceof Redirect given ? given : new Redirect(value, null);
        var to = redirect.to() instanceof String device ? index(device, what) : redirect.to();
        var bytes = ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
        bytes.put(new RawCoding(Integer.BYTES).encode(to, what));
        if (size == Long.BYTES) {
            bytes.putInt(program(redirect.program(), what));
        } else if (redirect.program() != null) {
            throw RawCoding.refused(what, "values of 4 bytes hold no program; those of 8 do");
        }
        return bytes.array();
    }

    private int program(Object program, String what) {
        if (program == null) {
            return NO_PROGRAM;
        } else if (program instanceof Number number) {
            return number.intValue();
        }
        int fd = descriptors.applyAsInt(program);
        if (fd == DescriptorCoding.NONE) {
            throw RawCoding.refused(what, "takes a loaded program, not " + program);
        }
        return fd;
    }

    private static Object index(String device, String what) {
        try {
            var found = NetworkInterface.getByName(device);
            if (found != null) {
                return found.getIndex();
            }
        } catch (SocketException unreadable) {
            throw RawCoding.refused(what, "the interfaces cannot be read: " + unreadable.getMessage());
        }
        throw RawCoding.refused(what, "there is no interface " + device + " here; ip link lists them");
    }

    @Override
    public Object decode(ByteBuffer buffer, int at) {
        long to = Integer.toUnsignedLong(buffer.getInt(at));
        if (size == Integer.BYTES) {
            return to;
        }
        int program = buffer.getInt(at + Integer.BYTES);
        return new Redirect(to, program == 0 ? null : Integer.toUnsignedLong(program));
    }
}
