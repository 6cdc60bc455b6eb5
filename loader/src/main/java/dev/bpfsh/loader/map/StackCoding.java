// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader.map;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;

/**
 * Stacks, which only programs write; the kernel fills up what a stack does not need with zeros.
 *
 * @param size bytes of a stack
 * @param buildIds whether frames are {@link BuildIdFrame}
 */
record StackCoding(int size, boolean buildIds) implements Coding {
    private static final int BUILD_ID_LENGTH = 20;
    private static final int EMPTY = 0;
    private static final int VALID = 1;

    @Override
    public byte[] encode(Object value, String what) {
        throw RawCoding.refused(what, "stacks are written by programs alone: bpf_get_stackid()");
    }

    @Override
    public Object decode(ByteBuffer bytes, int at) {
        var buffer = bytes.slice(at, size).order(ByteOrder.nativeOrder());
        if (buildIds) {
            return framesByBuildId(buffer);
        }
        int depth = size / Long.BYTES;
        while (depth > 0 && buffer.getLong((depth - 1) * Long.BYTES) == 0) {
            depth--;
        }
        var addresses = new long[depth];
        buffer.asLongBuffer().get(addresses);
        return new StackTrace(addresses);
    }

    // struct bpf_stack_build_id: { __s32 status; unsigned char build_id[20]; union { __u64 offset; __u64 ip; }; }
    private static Object framesByBuildId(ByteBuffer buffer) {
        var frames = new ArrayList<BuildIdFrame>();
        var id = new byte[BUILD_ID_LENGTH];
        while (buffer.remaining() >= 32) {
            int status = buffer.getInt();
            buffer.get(id);
            long where = buffer.getLong();
            if (status == EMPTY) {
                break;
            }
            frames.add(new BuildIdFrame(status == VALID ? HexFormat.of().formatHex(id) : "", where));
        }
        return frames;
    }
}
