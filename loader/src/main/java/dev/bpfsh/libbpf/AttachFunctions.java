// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import jnr.ffi.Pointer;
import jnr.ffi.types.size_t;

/**
 * Functions of libbpf 1.0 that attach programs and handle links, as in {@code libbpf.h} and {@code bpf.h}.
 */
interface AttachFunctions extends InfoFunctions {
    Pointer bpf_program__attach_perf_event_opts(Pointer program, int perfFd, Pointer options);

    Pointer bpf_program__attach_kprobe_opts(Pointer program, Pointer function, Pointer options);

    Pointer bpf_program__attach_ksyscall(Pointer program, Pointer syscall, Pointer options);

    Pointer bpf_program__attach_uprobe_opts(
            Pointer program, int pid, Pointer binary, @size_t long offset, Pointer options);

    Pointer bpf_program__attach_usdt(
            Pointer program, int pid, Pointer binary, Pointer provider, Pointer name, Pointer options);

    Pointer bpf_program__attach_tracepoint_opts(Pointer program, Pointer category, Pointer name, Pointer options);

    Pointer bpf_program__attach_raw_tracepoint(Pointer program, Pointer name);

    Pointer bpf_program__attach_trace_opts(Pointer program, Pointer options);

    Pointer bpf_program__attach_lsm(Pointer program);

    Pointer bpf_program__attach_freplace(Pointer program, int targetFd, Pointer function);

    Pointer bpf_program__attach_iter(Pointer program, Pointer options);

    Pointer bpf_map__attach_struct_ops(Pointer map);

    int bpf_program__set_type(Pointer program, int type);

    int bpf_program__set_expected_attach_type(Pointer program, int type);

    int bpf_program__expected_attach_type(Pointer program);

    int bpf_link__detach(Pointer link);

    int bpf_link__pin(Pointer link, Pointer path);

    int bpf_link__unpin(Pointer link);

    int bpf_link__update_program(Pointer link, Pointer program);

    int bpf_link_get_next_id(int start, Pointer next);

    int bpf_link_get_fd_by_id(int id);

    int bpf_link_detach(int fd);

    int bpf_link_update(int fd, int programFd, Pointer options);

    int bpf_obj_pin(int fd, Pointer path);

    int bpf_iter_create(int linkFd);

    int bpf_prog_attach(int programFd, int target, int attachType, int flags);

    int bpf_prog_detach2(int programFd, int target, int attachType);

    int bpf_tc_hook_create(Pointer hook);

    int bpf_tc_hook_destroy(Pointer hook);

    int bpf_tc_attach(Pointer hook, Pointer options);

    int bpf_tc_detach(Pointer hook, Pointer options);

    int bpf_tc_query(Pointer hook, Pointer options);
}
