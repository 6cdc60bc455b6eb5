// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;

/**
 * The reading side of a {@code BPF_MAP_TYPE_PERF_EVENT_ARRAY}, without libbpf: one {@link PerfRing} for each CPU that
 * is online when it is opened. Events of one CPU come in order, those of several do not.
 */
public final class PerfReader extends EventReader {
    private static final long BPF_ANY = 0;

    private final int map;
    private final List<PerfRing> rings;
    private int next;

    private PerfReader(String name, Epoll epoll, int map, List<PerfRing> rings) {
        super(name, epoll);
        this.map = map;
        this.rings = rings;
    }

    /**
     * Opens a perf event on each CPU, maps it, and puts it into the map.
     *
     * @param name for messages
     * @param fd of the map; it may be closed afterwards
     * @param cpus those that are online, and have a place in the map
     * @param pages of memory for each CPU, a power of two
     */
    public static PerfReader open(String name, int fd, List<Integer> cpus, int pages) throws ErrnoException {
        try (var undo = new Undo()) {
            int own = Linux.duplicate(fd);
            undo.add(() -> Libc.close(own));
            var epoll = new Epoll();
            undo.add(epoll::close);
            var rings = new ArrayList<PerfRing>();
            undo.add(() -> rings.forEach(ring -> close(own, ring)));
            for (int cpu : cpus) {
                var ring = PerfRing.open(name, cpu, pages);
                rings.add(ring);
                epoll.add(ring.fd());
                put(own, ring);
            }
            undo.forget();
            return new PerfReader(name, epoll, own, rings);
        }
    }

    private static PerfArrayFunctions functions() {
        return Libbpf.get().group(PerfArrayFunctions.class);
    }

    private static void put(int map, PerfRing ring) throws ErrnoException {
        var cpu = number(ring.cpu());
        var event = number(ring.fd());
        int answer = functions().bpf_map_update_elem(map, cpu, event, BPF_ANY);
        Reference.reachabilityFence(cpu);
        Reference.reachabilityFence(event);
        Libbpf.checked("bpf_map_update_elem", answer);
    }

    private static void close(int map, PerfRing ring) {
        var cpu = number(ring.cpu());
        functions().bpf_map_delete_elem(map, cpu);
        Reference.reachabilityFence(cpu);
        ring.close();
    }

    private static Pointer number(int value) {
        var pointer = Memory.allocateDirect(Linux.RUNTIME, Integer.BYTES);
        pointer.putInt(0, value);
        return pointer;
    }

    /** How many events were lost on each CPU by now, as the kernel tells in the buffer itself: exact, once it is read. */
    public Map<Integer, Long> lost() {
        var lost = new TreeMap<Integer, Long>();
        rings.forEach(ring -> lost.put(ring.cpu(), ring.lost()));
        return lost;
    }

    /** Bytes that are unread, headers included, of all CPUs together. */
    public long unread() {
        return tenancy.look(() -> rings.stream().mapToLong(PerfRing::unread).sum());
    }

    /** The CPUs that it reads. */
    public List<Integer> cpus() {
        return rings.stream().map(PerfRing::cpu).toList();
    }

    @Override
    long capacity() {
        return rings.isEmpty() ? 0 : rings.get(0).size();
    }

    @Override
    long occupied() {
        long most = 0;
        for (var ring : rings) {
            most = Math.max(most, ring.unread());
        }
        return most;
    }

    @Override
    int take(EventCursor cursor, Consumer<? super EventCursor> handler, int most) {
        int events = 0;
        // Not always the same CPU first: it alone would be heard when few events are asked for at a time.
        for (int i = 0; i < rings.size() && events < most; i++) {
            next = (next + 1) % rings.size();
            events += rings.get(next).take(cursor, handler, most - events, tenancy);
        }
        return events;
    }

    @Override
    void release() {
        rings.forEach(ring -> close(map, ring));
        Libc.close(map);
    }
}
