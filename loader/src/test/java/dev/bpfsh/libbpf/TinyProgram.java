// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.util.Optional;
import jnr.ffi.LastError;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/**
 * {@code return 0;}, given to the kernel by {@code bpf(2)} itself: so that a probe for what the kernel can do does not
 * hang on what is tested.
 *
 * @param type {@code enum bpf_prog_type}
 * @param attachType {@code enum bpf_attach_type} at load
 */
public record TinyProgram(int type, int attachType) {
    private static final int BPF = System.getProperty("os.arch").equals("amd64") ? 321 : 280;
    private static final int PROG_LOAD = 5;
    private static final int LINK_CREATE = 28;
    private static final int SIZE = 128;
    private static final Runtime RUNTIME = Runtime.getRuntime(TestLibc.CALLS);
    // r0 = 0; exit
    private static final byte[] RETURN_0 = {(byte) 0xb7, 0, 0, 0, 0, 0, 0, 0, (byte) 0x95, 0, 0, 0, 0, 0, 0, 0};

    /**
     * What the kernel says to loading and attaching it: 0, or the {@code errno}.
     *
     * @param kind what the kind adds to {@code link_create}, 64 bits each
     */
    public int attach(int target, int asType, long... kind) {
        int program = load();
        if (program < 0) {
            return -program;
        }
        var attributes = Memory.allocateDirect(RUNTIME, SIZE, true);
        attributes.putInt(0, program);
        attributes.putInt(4, target);
        attributes.putInt(8, asType);
        attributes.put(16, kind, 0, kind.length);
        int link = call(LINK_CREATE, attributes);
        TestLibc.CALLS.close(program);
        if (link >= 0) {
            TestLibc.CALLS.close(link);
        }
        return Math.max(0, -link);
    }

    private int load() {
        var instructions = Memory.allocateDirect(RUNTIME, RETURN_0.length, true);
        instructions.put(0, RETURN_0, 0, RETURN_0.length);
        var attributes = Memory.allocateDirect(RUNTIME, SIZE, true);
        attributes.putInt(0, type);
        attributes.putInt(4, RETURN_0.length / 8);
        attributes.putPointer(8, instructions);
        var license = text("GPL");
        attributes.putPointer(16, license);
        attributes.putInt(68, attachType);
        return call(PROG_LOAD, attributes);
    }

    private static int call(int command, Pointer attributes) {
        int answer = (int) TestLibc.CALLS.syscall(BPF, command, attributes, SIZE);
        return answer < 0 ? -LastError.getLastError(RUNTIME) : answer;
    }

    public static Pointer text(String text) {
        var pointer = Memory.allocateDirect(RUNTIME, text.length() + 1, true);
        pointer.put(0, text.getBytes(), 0, text.length());
        return pointer;
    }

    public static Pointer pointer(long to) {
        var pointer = Memory.allocateDirect(RUNTIME, Long.BYTES, true);
        pointer.putLong(0, to);
        return pointer;
    }

    /** Two members of 32 bits. */
    public static long words(int first, int second) {
        return Integer.toUnsignedLong(first) | (long) second << 32;
    }

    /** Empty for 0. */
    public static Optional<String> reason(String what, int errno) {
        return errno == 0 ? Optional.empty() : Optional.of(what + ": the kernel answers errno " + errno);
    }
}
