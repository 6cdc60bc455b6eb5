// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import jnr.ffi.Pointer;

/**
 * The functions of libbpf 1.0 about programs that not every user needs, as {@code libbpf.h} and {@code bpf.h} declare
 * them.
 */
interface ProgramFunctions extends InfoFunctions {
    String libbpf_bpf_attach_type_str(int type);

    int bpf_program__set_autoload(Pointer program, boolean autoload);

    boolean bpf_program__autoattach(Pointer program);

    void bpf_program__set_autoattach(Pointer program, boolean autoattach);

    int bpf_program__set_type(Pointer program, int type);

    int bpf_program__expected_attach_type(Pointer program);

    int bpf_program__set_expected_attach_type(Pointer program, int type);

    int bpf_program__set_attach_target(Pointer program, int programFd, String function);

    int bpf_program__flags(Pointer program);

    int bpf_program__set_flags(Pointer program, int flags);

    int bpf_prog_get_next_id(int start, Pointer next);

    int bpf_prog_get_fd_by_id(int id);

    int bpf_prog_test_run_opts(int fd, Pointer options);

    int bpf_enable_stats(int kind);
}
