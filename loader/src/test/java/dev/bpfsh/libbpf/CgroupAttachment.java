// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.util.Map;
import jnr.ffi.LibraryLoader;
import jnr.ffi.LibraryOption;

/** A program at a cgroup in the older way, which makes the cgroup's older storage. */
public final class CgroupAttachment implements AutoCloseable {
    public interface Functions {
        int bpf_prog_attach(int program, int target, int type, int flags);

        int bpf_prog_detach2(int program, int target, int type);
    }

    /** {@code BPF_CGROUP_INET_EGRESS}. */
    public static final int EGRESS = 1;

    private static final Functions LIBBPF =
            LibraryLoader.loadLibrary(Functions.class, Map.of(LibraryOption.LoadNow, true), "libbpf.so.1");

    private final int program;
    private final int cgroup;

    public CgroupAttachment(int program, String folder) throws ErrnoException {
        this.program = program;
        this.cgroup = Libc.open(folder, Libc.O_RDONLY | Libc.O_CLOEXEC);
        Libbpf.checked("bpf_prog_attach", LIBBPF.bpf_prog_attach(program, cgroup, EGRESS, 0));
    }

    @Override
    public void close() {
        LIBBPF.bpf_prog_detach2(program, cgroup, EGRESS);
        Libc.close(cgroup);
    }
}
