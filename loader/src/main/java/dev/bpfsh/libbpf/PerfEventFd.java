// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

/** An event of {@code perf_event_open(2)}, until a link takes it. */
public final class PerfEventFd {
    // struct perf_event_attr of Linux v3.4 (PERF_ATTR_SIZE_VER2), which says all that is needed here.
    private static final int SIZE = 80;
    private static final int FREQUENCY = 1 << 10;

    private final int fd;

    private PerfEventFd(int fd) {
        this.fd = fd;
    }

    /**
     * {@code perf_event_open(2)}.
     *
     * @param type {@code enum perf_type_id}
     * @param config which event of the type
     * @param rate one sample each so many events, or so many samples a second
     * @param frequency whether the rate is the latter
     * @param pid the thread, -1 for all
     * @param cpu the CPU, -1 for all, which is possible for one thread only
     */
    public static PerfEventFd open(int type, long config, long rate, boolean frequency, int pid, int cpu)
            throws ErrnoException {
        try (var scratch = new Scratch(Libbpf.get().runtime())) {
            var attributes = scratch.zeroed(SIZE);
            attributes.putInt(0, type);
            attributes.putInt(4, SIZE);
            attributes.putLong(8, config);
            attributes.putLong(16, rate);
            attributes.putLong(40, frequency ? FREQUENCY : 0);
            return new PerfEventFd(Linux.perfEventOpen(attributes, pid, cpu));
        }
    }

    int fd() {
        return fd;
    }

    void close() {
        Libc.close(fd);
    }
}
