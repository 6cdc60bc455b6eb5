// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.util.function.BiFunction;
import jnr.ffi.Pointer;

/**
 * A program to attach by libbpf's {@code bpf_program__attach_*}: the kinds that libbpf puts together from more than one
 * call of the kernel, or that hang on what was decided at load. A cookie is what {@code bpf_get_attach_cookie()} answers
 * to the program; 0 is what it answers without.
 *
 * @param program loaded
 */
public record ProbeAttach(ProgramHandle program) {
    /** {@code pid_t} of a user-space probe: all processes. */
    public static final int ANY_PROCESS = -1;

    private static AttachFunctions functions() {
        return Libbpf.get().group(AttachFunctions.class);
    }

    private LinkHandle link(String call, BiFunction<Pointer, Scratch, Pointer> attach) throws ErrnoException {
        try (var scratch = new Scratch(Libbpf.get().runtime())) {
            return program.link(call, pointer -> attach.apply(pointer, scratch));
        }
    }

    // struct bpf_tracepoint_opts, bpf_perf_event_opts, bpf_trace_opts, bpf_usdt_opts: { size_t sz; __u64 cookie; }
    private static Pointer cookie(Scratch scratch, long cookie) {
        var options = scratch.options(16);
        options.putLong(8, cookie);
        return options;
    }

    /** {@code bpf_program__attach_tracepoint_opts}. */
    public LinkHandle tracepoint(String category, String name, long cookie) throws ErrnoException {
        return link("bpf_program__attach_tracepoint", (pointer, scratch) -> functions()
                .bpf_program__attach_tracepoint_opts(
                        pointer, scratch.text(category), scratch.text(name), cookie(scratch, cookie)));
    }

    /**
     * {@code bpf_program__attach_raw_tracepoint_opts}; without a cookie {@code bpf_program__attach_raw_tracepoint},
     * which is older.
     *
     * @throws UnsupportedByKernel if there is a cookie, and libbpf is older than 1.4
     */
    public LinkHandle rawTracepoint(String name, long cookie) throws ErrnoException {
        if (cookie == 0) {
            return link("bpf_program__attach_raw_tracepoint", (pointer, scratch) -> functions()
                    .bpf_program__attach_raw_tracepoint(pointer, scratch.text(name)));
        }
        var newer = Libbpf.get().since("1.4", RawTracepointFunctions.class);
        return link(
                "bpf_program__attach_raw_tracepoint_opts",
                (pointer, scratch) -> newer.bpf_program__attach_raw_tracepoint_opts(
                        pointer, scratch.text(name), cookie(scratch, cookie)));
    }

    /** {@code bpf_program__attach_kprobe_opts}. */
    public LinkHandle kprobe(String function, long offset, boolean returns, long cookie) throws ErrnoException {
        return link("bpf_program__attach_kprobe", (pointer, scratch) -> {
            // struct bpf_kprobe_opts { size_t sz; __u64 bpf_cookie; size_t offset; bool retprobe; }
            var options = scratch.options(32);
            options.putLong(8, cookie);
            options.putLong(16, offset);
            options.putByte(24, (byte) (returns ? 1 : 0));
            return functions().bpf_program__attach_kprobe_opts(pointer, scratch.text(function), options);
        });
    }

    /** {@code bpf_program__attach_ksyscall}. */
    public LinkHandle ksyscall(String syscall, boolean returns, long cookie) throws ErrnoException {
        return link("bpf_program__attach_ksyscall", (pointer, scratch) -> {
            // struct bpf_ksyscall_opts { size_t sz; __u64 bpf_cookie; bool retprobe; }
            var options = scratch.options(24);
            options.putLong(8, cookie);
            options.putByte(16, (byte) (returns ? 1 : 0));
            return functions().bpf_program__attach_ksyscall(pointer, scratch.text(syscall), options);
        });
    }

    /**
     * {@code bpf_program__attach_uprobe_opts}, at an offset in a file.
     *
     * @param semaphore where in the file the probe's {@code ref_ctr} is, 0 for none
     */
    public LinkHandle uprobe(String binary, long offset, long semaphore, int pid, boolean returns, long cookie)
            throws ErrnoException {
        return link("bpf_program__attach_uprobe", (pointer, scratch) -> {
            // struct bpf_uprobe_opts { size_t sz, ref_ctr_offset; __u64 bpf_cookie; bool retprobe; char *func_name; }
            var options = scratch.options(40);
            options.putLong(8, semaphore);
            options.putLong(16, cookie);
            options.putByte(24, (byte) (returns ? 1 : 0));
            return functions().bpf_program__attach_uprobe_opts(pointer, pid, scratch.text(binary), offset, options);
        });
    }

    /** {@code bpf_program__attach_usdt}, which reads the probe's arguments for {@code bpf_usdt_arg()}. */
    public LinkHandle usdt(String binary, String provider, String name, int pid, long cookie) throws ErrnoException {
        return link("bpf_program__attach_usdt", (pointer, scratch) -> functions()
                .bpf_program__attach_usdt(
                        pointer,
                        pid,
                        scratch.text(binary),
                        scratch.text(provider),
                        scratch.text(name),
                        cookie(scratch, cookie)));
    }

    /** {@code bpf_program__attach_perf_event_opts}; the event belongs to the link from then on. */
    public LinkHandle perfEvent(PerfEventFd event, long cookie) throws ErrnoException {
        try {
            return link("bpf_program__attach_perf_event", (pointer, scratch) -> functions()
                    .bpf_program__attach_perf_event_opts(pointer, event.fd(), cookie(scratch, cookie)));
        } catch (ErrnoException | RuntimeException e) {
            event.close();
            throw e;
        }
    }

    /** {@code bpf_program__attach_trace_opts}: fentry, fexit, fmod_ret and tp_btf, where the load said. */
    public LinkHandle trace(long cookie) throws ErrnoException {
        return link("bpf_program__attach_trace", (pointer, scratch) -> functions()
                .bpf_program__attach_trace_opts(pointer, cookie == 0 ? null : cookie(scratch, cookie)));
    }

    /** {@code bpf_program__attach_lsm}, where the load said. */
    public LinkHandle lsm() throws ErrnoException {
        return program.link("bpf_program__attach_lsm", functions()::bpf_program__attach_lsm);
    }

    /** {@code bpf_program__attach_freplace}, where the load said. */
    public LinkHandle freplace() throws ErrnoException {
        return program.link(
                "bpf_program__attach_freplace", pointer -> functions().bpf_program__attach_freplace(pointer, 0, null));
    }

    /**
     * {@code bpf_program__attach_iter}.
     *
     * @param parameters {@code union bpf_iter_link_info}, empty for none
     */
    public LinkHandle iterator(byte[] parameters) throws ErrnoException {
        return link("bpf_program__attach_iter", (pointer, scratch) -> {
            // struct bpf_iter_attach_opts { size_t sz; union bpf_iter_link_info *link_info; __u32 link_info_len; }
            var options = scratch.options(24);
            if (parameters.length > 0) {
                options.putPointer(8, scratch.bytes(parameters));
                options.putInt(16, parameters.length);
            }
            return functions().bpf_program__attach_iter(pointer, options);
        });
    }
}
