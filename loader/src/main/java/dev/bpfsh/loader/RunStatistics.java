// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.Libc;
import dev.bpfsh.libbpf.ProgramQuery;
import dev.bpfsh.libbpf.Topic;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * While one of these is open, in whichever process, the kernel counts how often each program of the machine runs and
 * how long ({@code bpf_enable_stats}, since Linux 5.8). It costs two readings of the clock for each run.
 */
public final class RunStatistics implements AutoCloseable {
    private final int fd;
    private final AtomicBoolean closed = new AtomicBoolean();

    private RunStatistics(int fd) {
        this.fd = fd;
    }

    static RunStatistics open() {
        try {
            return Session.current().own(new RunStatistics(ProgramQuery.countRuns()));
        } catch (ErrnoException e) {
            throw new BpfException(
                            "count",
                            "runs of programs",
                            e.errno().text(),
                            e.errno(),
                            List.of(),
                            e.errno() == Errno.EMFILE
                                    ? null
                                    : "it needs CAP_SYS_ADMIN and Linux 5.8; or: sysctl kernel.bpf_stats_enabled=1")
                    .about(Topic.PROFILING);
        }
    }

    /** Stops counting, unless somebody else wants it; what was counted stays. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            Libc.close(fd);
            Session.current().disown(this);
        }
    }

    @Override
    public String toString() {
        return "statistics of programs' runs" + (closed.get() ? " (off)" : " (on)");
    }
}
