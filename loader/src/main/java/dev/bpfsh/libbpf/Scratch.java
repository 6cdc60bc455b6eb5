// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/**
 * Native memory for one call: texts, arrays and structs of options. It lives until {@link #close}, which JNR on its own
 * does not promise (jnr-ffi issue 358).
 */
final class Scratch implements AutoCloseable {
    private final Runtime runtime;
    private final List<Pointer> held = new ArrayList<>();

    Scratch(Runtime runtime) {
        this.runtime = runtime;
    }

    /** Zeroed bytes, at least one. */
    Pointer zeroed(int size) {
        var memory = Memory.allocateDirect(runtime, Math.max(size, 1), true);
        held.add(memory);
        return memory;
    }

    /** A {@code struct *_opts}, whose first member is its own size. */
    Pointer options(int size) {
        var options = zeroed(size);
        options.putLong(0, size);
        return options;
    }

    /** A text with its zero byte. */
    Pointer text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A copy of the bytes, with a zero byte behind. */
    Pointer bytes(byte[] bytes) {
        var memory = zeroed(bytes.length + 1);
        memory.put(0, bytes, 0, bytes.length);
        return memory;
    }

    /** {@code char *[]}. */
    Pointer texts(List<String> texts) {
        var array = zeroed(texts.size() * Long.BYTES);
        for (int i = 0; i < texts.size(); i++) {
            array.putPointer((long) i * Long.BYTES, text(texts.get(i)));
        }
        return array;
    }

    /** {@code __u64[]}. */
    Pointer longs(long[] values) {
        var array = zeroed(values.length * Long.BYTES);
        array.put(0, values, 0, values.length);
        return array;
    }

    @Override
    public void close() {
        Reference.reachabilityFence(held);
    }
}
