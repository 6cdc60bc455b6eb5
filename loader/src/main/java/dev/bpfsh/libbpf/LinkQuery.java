// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.util.List;

/** The links of this kernel, by whomever they were made ({@code bpf(2)}). */
public final class LinkQuery {
    private LinkQuery() {}

    /** The ids of all links, ascending ({@code bpf_link_get_next_id}). */
    public static List<Integer> ids() throws ErrnoException {
        return KernelObject.ids("bpf_link_get_next_id", functions()::bpf_link_get_next_id);
    }

    /** The link with an id, for the caller to close, which detaches nothing ({@code bpf_link_get_fd_by_id}). */
    public static LinkHandle open(int id) throws ErrnoException {
        int fd = Libbpf.checked("bpf_link_get_fd_by_id", functions().bpf_link_get_fd_by_id(id));
        return new DescriptorLink(fd, "id " + id);
    }

    private static AttachFunctions functions() {
        return Libbpf.get().group(AttachFunctions.class);
    }
}
