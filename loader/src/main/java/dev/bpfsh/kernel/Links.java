// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.LinkQuery;
import dev.bpfsh.libbpf.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The links in this kernel, by whomever; what {@code bpftool link} lists. */
public final class Links {
    private static final String HINT = "listing links needs CAP_SYS_ADMIN: run it as root";

    private Links() {}

    /**
     * All of them, by ascending id. A link that comes or goes away meanwhile is left out; no descriptor stays open.
     *
     * @throws BpfException if this process may not list links
     */
    public static List<LinkInfo> all() {
        var links = new ArrayList<LinkInfo>();
        try {
            for (int id : LinkQuery.ids()) {
                ask(id).ifPresent(links::add);
            }
        } catch (ErrnoException e) {
            throw new BpfException("list", "links", e.errno().text(), e.errno(), List.of(), HINT).about(Topic.MACHINE);
        }
        return links;
    }

    private static Optional<LinkInfo> ask(int id) throws ErrnoException {
        try (var link = LinkQuery.open(id)) {
            return LinkInfo.of(link);
        } catch (ErrnoException e) {
            // A link that is being made has an id, and is not there yet: bpf_link_by_id() in kernel/bpf/syscall.c.
            if (e.errno() == Errno.ENOENT || e.errno() == Errno.EAGAIN) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
