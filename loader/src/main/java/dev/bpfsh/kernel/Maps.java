// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.MapFd;
import dev.bpfsh.libbpf.MapInfo;
import dev.bpfsh.libbpf.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The maps in this kernel, by whomever; what {@code bpftool map} lists. */
public final class Maps {
    private static final String HINT = "listing maps needs CAP_SYS_ADMIN: run it as root";

    private Maps() {}

    /**
     * All of them, by ascending id. A map that goes away meanwhile is left out; no descriptor stays open.
     *
     * @throws BpfException if this process may not list maps
     */
    public static List<MapInfo> all() {
        var maps = new ArrayList<MapInfo>();
        try {
            for (int id : MapFd.ids()) {
                ask(id).ifPresent(maps::add);
            }
        } catch (ErrnoException e) {
            throw new BpfException("list", "maps", e.errno().text(), e.errno(), List.of(), HINT).about(Topic.MACHINE);
        }
        return maps;
    }

    private static Optional<MapInfo> ask(int id) throws ErrnoException {
        try (var map = MapFd.byId(id)) {
            return Optional.of(map.info());
        } catch (ErrnoException e) {
            if (e.errno() == Errno.ENOENT) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
