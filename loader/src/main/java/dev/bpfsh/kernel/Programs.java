// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.Libc;
import dev.bpfsh.libbpf.ProgramBytes;
import dev.bpfsh.libbpf.ProgramQuery;
import dev.bpfsh.libbpf.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The programs that are loaded on this machine, by whomever; what {@code bpftool prog} lists. */
public final class Programs {
    private static final String OPERATION = "list";
    private static final String TARGET = "programs";
    private static final String HINT = "listing programs needs CAP_SYS_ADMIN: run it as root";

    private Programs() {}

    /**
     * All of them, by ascending id. A program that goes away meanwhile is left out.
     *
     * @throws BpfException if this process may not list programs
     */
    public static List<ProgramInfo> all() {
        var programs = new ArrayList<ProgramInfo>();
        try {
            for (int id : ProgramQuery.ids()) {
                ask(id).map(ProgramInfo::of).ifPresent(programs::add);
            }
        } catch (ErrnoException e) {
            throw new BpfException(OPERATION, TARGET, e.errno().text(), e.errno(), List.of(), HINT)
                    .about(Topic.MACHINE);
        }
        return programs;
    }

    /**
     * The program with an id; empty if there is none.
     *
     * @throws BpfException if this process may not ask
     */
    public static Optional<ProgramInfo> byId(int id) {
        return bytes(id).map(ProgramInfo::of);
    }

    /** What the kernel says about a program as it is; empty if there is none with that id. */
    public static Optional<ProgramBytes> bytes(int id) {
        try {
            return ask(id);
        } catch (ErrnoException e) {
            throw new BpfException("look at", "program " + id, e.errno().text(), e.errno(), List.of(), HINT)
                    .about(Topic.MACHINE);
        }
    }

    private static Optional<ProgramBytes> ask(int id) throws ErrnoException {
        int fd;
        try {
            fd = ProgramQuery.open(id);
        } catch (ErrnoException e) {
            if (e.errno() == Errno.ENOENT) {
                return Optional.empty();
            }
            throw e;
        }
        try {
            return Optional.of(ProgramQuery.bytes(fd));
        } finally {
            Libc.close(fd);
        }
    }
}
