// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The number that the kernel itself has for a thread: what trace_pipe shows, and what {@code bpf_get_current_pid_tgid}
 * gives. In a pid namespace, as a container has one, {@code gettid(2)} gives another, and nothing under {@code /proc}
 * tells; so a BPF program is asked there, which the kernel runs in the thread that calls.
 */
public final class KernelTid {
    /** {@code PROC_PID_INIT_INO}: the inode of the namespace that is around all others. */
    private static final long OUTERMOST = 0xEFFFFFFCL;

    private static final int BPF_PROG_TYPE_RAW_TRACEPOINT = 17;
    // call bpf_get_current_pid_tgid; exit: the lower half of what it gives is the thread.
    private static final byte[] ASK = {(byte) 0x85, 0, 0, 0, 14, 0, 0, 0, (byte) 0x95, 0, 0, 0, 0, 0, 0, 0};
    private static final int INSTRUCTION = 8;

    private KernelTid() {}

    /**
     * The calling thread's.
     *
     * @return {@code gettid(2)} where the kernel cannot be asked: without the right to load a program, or before Linux
     *     v5.10
     */
    public static int current() {
        if (outermost()) {
            return Libc.gettid();
        }
        try {
            return ask();
        } catch (ErrnoException | BpfException cannotAsk) {
            return Libc.gettid();
        }
    }

    private static boolean outermost() {
        try {
            return (Long) Files.getAttribute(Path.of("/proc/self/ns/pid"), "unix:ino") == OUTERMOST;
        } catch (IOException noProc) {
            return true;
        }
    }

    static int ask() throws ErrnoException {
        try (var scratch = new Scratch(Libbpf.get().runtime())) {
            var functions = Libbpf.get().group(ProgramLoadFunctions.class);
            int program = Libbpf.checked(
                    "bpf_prog_load",
                    functions.bpf_prog_load(
                            BPF_PROG_TYPE_RAW_TRACEPOINT,
                            scratch.text("kernel_tid"),
                            scratch.text("GPL"),
                            scratch.bytes(ASK),
                            ASK.length / INSTRUCTION,
                            null));
            try {
                return new RunRequest(null, 0, null, 0, 0, 0, 0, 0).run(program).returned();
            } finally {
                Libc.close(program);
            }
        }
    }
}
