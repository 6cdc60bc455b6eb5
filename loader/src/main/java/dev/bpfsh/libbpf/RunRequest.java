// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import jnr.ffi.Pointer;

/**
 * A run of a loaded program with input that is made up ({@code bpf_prog_test_run_opts}).
 *
 * @param data a packet, null for none
 * @param dataRoom bytes for the packet that comes back, 0 for programs that give none
 * @param context what the program's argument points to, null for none
 * @param contextRoom bytes for the context that comes back, 0 for programs that give none
 * @param repeat how often to run it, 0 where the kernel takes no such number
 * @param flags {@code BPF_F_TEST_*}
 * @param cpu where to run it, heeded with {@code BPF_F_TEST_RUN_ON_CPU} only
 * @param batch frames that are in flight at once, 0 for the kernel's choice
 */
public record RunRequest(
        byte[] data, int dataRoom, byte[] context, int contextRoom, int repeat, int flags, int cpu, int batch) {
    // struct bpf_test_run_opts up to batch_size, of libbpf 0.8.
    private static final int SIZE = 80;

    /**
     * What came back.
     *
     * @param returned the program's return value
     * @param data the packet
     * @param context what the program left in its context
     * @param nanos of a run, on the average
     */
    public record Answer(int returned, byte[] data, byte[] context, long nanos) {}

    /** Runs the program. */
    public Answer run(int fd) throws ErrnoException {
        try (var scratch = new Scratch(Libbpf.get().runtime())) {
            var options = scratch.options(SIZE);
            var dataIn = scratch.bytes(data == null ? new byte[0] : data);
            var dataOut = scratch.zeroed(dataRoom);
            var contextIn = scratch.bytes(context == null ? new byte[0] : context);
            var contextOut = scratch.zeroed(contextRoom);
            put(options, 8, 24, dataIn, data == null ? 0 : data.length);
            put(options, 16, 28, dataOut, dataRoom);
            put(options, 32, 48, contextIn, context == null ? 0 : context.length);
            put(options, 40, 52, contextOut, contextRoom);
            options.putInt(60, repeat);
            options.putInt(68, flags);
            options.putInt(72, cpu);
            options.putInt(76, batch);
            Libbpf.checked(
                    "bpf_prog_test_run_opts",
                    Libbpf.get().group(ProgramFunctions.class).bpf_prog_test_run_opts(fd, options));
            return new Answer(
                    options.getInt(56),
                    copy(dataOut, Math.min(options.getInt(28), dataRoom)),
                    // A syscall program writes into the context that it was given.
                    contextRoom > 0
                            ? copy(contextOut, Math.min(options.getInt(52), contextRoom))
                            : copy(contextIn, context == null ? 0 : context.length),
                    Integer.toUnsignedLong(options.getInt(64)));
        }
    }

    private static void put(Pointer options, int pointerAt, int sizeAt, Pointer memory, int size) {
        if (size > 0) {
            options.putPointer(pointerAt, memory);
            options.putInt(sizeAt, size);
        }
    }

    private static byte[] copy(Pointer memory, int size) {
        var bytes = new byte[Math.max(size, 0)];
        memory.get(0, bytes, 0, bytes.length);
        return bytes;
    }
}
