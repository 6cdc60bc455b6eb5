// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.kernel.OnlineCpus;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.PerfReader;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A perf buffer ({@code BPF_MAP_TYPE_PERF_EVENT_ARRAY}), what programs used before there was a ring buffer: a part for
 * each CPU that is online when it is opened. Events of one CPU come in the order in which they were sent, but those of
 * several do not. Where a program sends before this is opened, or on a CPU that came online later,
 * {@code bpf_perf_event_output} fails and nobody counts it.
 *
 * <p>See {@link EventBuffer} for how to read it. An event is up to 7 bytes longer than what was sent: the kernel rounds
 * up.
 *
 * @param <T> as {@link EventBuffer}
 */
public final class PerfBuffer<T> extends EventBuffer<T> {
    /** Pages of memory for each CPU, unless told otherwise. */
    static final int PAGES = 64;

    private final PerfReader perf;

    PerfBuffer(PerfReader perf, EventDecoder<T> decoder) {
        super(perf, decoder);
        this.perf = perf;
    }

    /**
     * That of any map of the type, however it was come by.
     *
     * @param fd its descriptor, which may be closed afterwards
     * @param places its {@code max_entries}: a CPU beyond them cannot send
     * @throws dev.bpfsh.libbpf.BpfException if it cannot be opened
     */
    static <T> PerfBuffer<T> of(String name, int fd, long places, EventDecoder<T> decoder) {
        try {
            var cpus = OnlineCpus.now().stream().filter(cpu -> cpu < places).toList();
            return new PerfBuffer<>(PerfReader.open(name, fd, cpus, PAGES), decoder);
        } catch (ErrnoException e) {
            throw EventBuffers.notOpened(name, e);
        }
    }

    /** The CPUs whose events are read. */
    public List<Integer> cpus() {
        return perf.cpus();
    }

    @Override
    public long unread() {
        return perf.unread();
    }

    /**
     * How many events each CPU's part had no room for. The kernel counts them and says so in the buffer itself, with the
     * next event that finds room ({@code PERF_RECORD_LOST}): exact for all that came before the last event that was
     * read.
     */
    public Map<Integer, Long> lost() {
        return perf.lost();
    }

    /** The sum of {@link #lost()}. */
    @Override
    public Losses losses() {
        long sum = lost().values().stream().mapToLong(Long::longValue).sum();
        return new Losses(OptionalLong.of(sum), 0, "counted by the kernel for each CPU, up to the last event read");
    }

    /** {@code events: perf buffer of 2 CPUs, 96 B unread}. */
    @Override
    public String toString() {
        var state = isOpen() ? unread() + " B unread" : "closed";
        return name() + ": perf buffer of " + cpus().size() + " CPUs, " + state;
    }
}
