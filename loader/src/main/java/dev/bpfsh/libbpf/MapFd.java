// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.util.List;
import java.util.Set;

/**
 * A map's descriptor: one that is ours to close, or one that an object closes. Every call is refused with an
 * {@link IllegalStateException} once it is closed, so that a number that the system has given to another file since is
 * never used.
 *
 * <p>Keys and values are the kernel's bytes. Arrays given must have the sizes that the map has, which is checked because
 * the kernel does not know theirs: a key of {@link MapInfo#keySize}, a value of {@link MapInfo#valueSize}, or for a map
 * with a value for each CPU that rounded up to 8, times {@link #possibleCpus}.
 */
public final class MapFd implements AutoCloseable {
    private final Libbpf libbpf;
    private final MapFunctions functions;
    private final int fd;
    private final Lifetime lifetime;
    private final boolean owned;
    private volatile Sizes sizes;

    /** What the kernel reads and writes at a time. */
    record Sizes(int key, int value) {
        private static final Set<Integer> PER_CPU = Set.of(5, 6, 10, 21);
        private static final int STEP = 8;

        static Sizes of(MapInfo info, int cpus) {
            int value = info.valueSize();
            return new Sizes(
                    info.keySize(),
                    PER_CPU.contains(info.type()) ? Math.multiplyExact((value + STEP - 1) / STEP * STEP, cpus) : value);
        }
    }

    private MapFd(int fd, Lifetime lifetime, boolean owned) {
        this.libbpf = Libbpf.get();
        this.functions = functions();
        this.fd = fd;
        this.lifetime = lifetime;
        this.owned = owned;
    }

    private static MapFunctions functions() {
        return Libbpf.get().maps();
    }

    /** The descriptor of a map that an object has loaded, and will close. */
    static MapFd within(Lifetime owner, int fd) {
        return new MapFd(fd, owner, false);
    }

    static MapFd owned(int fd, String name) {
        return new MapFd(fd, new Lifetime("map " + name), true);
    }

    /** {@code bpf_map_get_fd_by_id}. */
    public static MapFd byId(int id) throws ErrnoException {
        return owned(Libbpf.checked("bpf_map_get_fd_by_id", functions().bpf_map_get_fd_by_id(id)), "with id " + id);
    }

    /** {@code bpf_obj_get} of what is pinned there; it may be something else than a map. */
    public static MapFd pinned(String path) throws ErrnoException {
        return owned(Libbpf.checked("bpf_obj_get", functions().bpf_obj_get(path)), "pinned at " + path);
    }

    /** {@code bpf_map_get_next_id} as often as there are: the numbers of all maps in this kernel. */
    public static List<Integer> ids() throws ErrnoException {
        return KernelObject.ids("bpf_map_get_next_id", functions()::bpf_map_get_next_id);
    }

    /** {@code libbpf_num_possible_cpus}: how many values a key has in a map with one for each CPU. */
    public static int possibleCpus() throws ErrnoException {
        return Libbpf.checked("libbpf_num_possible_cpus", functions().libbpf_num_possible_cpus());
    }

    /** The number in this process. */
    public int number() {
        return lifetime.during(() -> fd);
    }

    /** {@code bpf_obj_get_info_by_fd}. */
    public MapInfo info() throws ErrnoException {
        return lifetime.calling(() -> MapInfo.of(libbpf, functions, fd));
    }

    /**
     * {@code bpf_map_lookup_elem_flags}.
     *
     * @param key null for a map without keys
     * @param value is filled; for a bloom filter it is what is asked for
     * @return whether there is such an entry
     */
    public boolean lookup(byte[] key, byte[] value, long flags) throws ErrnoException {
        checkSizes(key, value);
        return lifetime.calling(
                () -> found("bpf_map_lookup_elem", functions.bpf_map_lookup_elem_flags(fd, key, value, flags)));
    }

    /** {@code bpf_map_update_elem}. */
    public void update(byte[] key, byte[] value, long flags) throws ErrnoException {
        checkSizes(key, value);
        lifetime.calling(
                () -> Libbpf.checked("bpf_map_update_elem", functions.bpf_map_update_elem(fd, key, value, flags)));
    }

    /**
     * {@code bpf_map_delete_elem}.
     *
     * @return whether there was such an entry
     */
    public boolean delete(byte[] key) throws ErrnoException {
        checkKey(key);
        return lifetime.calling(() -> found("bpf_map_delete_elem", functions.bpf_map_delete_elem(fd, key)));
    }

    /**
     * {@code bpf_map_lookup_and_delete_elem}.
     *
     * @param key null for a map without keys
     * @return whether there was such an entry
     */
    public boolean lookupAndDelete(byte[] key, byte[] value) throws ErrnoException {
        checkSizes(key, value);
        return lifetime.calling(() ->
                found("bpf_map_lookup_and_delete_elem", functions.bpf_map_lookup_and_delete_elem(fd, key, value)));
    }

    /**
     * {@code bpf_map_get_next_key}.
     *
     * @param previous null for the first key; after a key that is gone, the kernel begins again with the first
     * @param next is filled
     * @return false behind the last
     */
    public boolean nextKey(byte[] previous, byte[] next) throws ErrnoException {
        checkKey(previous);
        checkKey(next);
        return lifetime.calling(
                () -> found("bpf_map_get_next_key", functions.bpf_map_get_next_key(fd, previous, next)));
    }

    /** Bytes of a key and of all that one key has. */
    Sizes sizes() throws ErrnoException {
        var known = sizes;
        if (known == null) {
            known = Sizes.of(info(), possibleCpus());
            sizes = known;
        }
        return known;
    }

    private void checkKey(byte[] key) throws ErrnoException {
        if (key != null && key.length < sizes().key) {
            throw new IndexOutOfBoundsException("a key of " + key.length + " bytes where it has " + sizes().key);
        }
    }

    private void checkSizes(byte[] key, byte[] value) throws ErrnoException {
        checkKey(key);
        if (value.length < sizes().value) {
            throw new IndexOutOfBoundsException("a value of " + value.length + " bytes where it has " + sizes().value);
        }
    }

    private static boolean found(String call, int answer) throws ErrnoException {
        if (answer < 0 && Errno.of(answer) == Errno.ENOENT) {
            return false;
        }
        Libbpf.checked(call, answer);
        return true;
    }

    /** {@code bpf_map_freeze}: from now on user space only reads. */
    public void freeze() throws ErrnoException {
        lifetime.calling(() -> Libbpf.checked("bpf_map_freeze", functions.bpf_map_freeze(fd)));
    }

    /** {@code bpf_obj_pin}. */
    public void pin(String path) throws ErrnoException {
        lifetime.calling(() -> Libbpf.checked("bpf_obj_pin", functions.bpf_obj_pin(fd, path)));
    }

    /** The kernel's own memory of the map, of an array made with {@code BPF_F_MMAPABLE} or of an arena. */
    public Memory memory(int size, boolean writable) throws ErrnoException {
        return lifetime.calling(() -> Memory.ofMap(fd, size, writable, lifetime.toString()));
    }

    Lifetime lifetime() {
        return lifetime;
    }

    /** Only within {@link #lifetime}. */
    int raw() {
        return fd;
    }

    /** Gives the descriptor back, where it is ours. */
    @Override
    public void close() {
        if (owned) {
            lifetime.end(() -> Libc.close(fd));
        }
    }

    @Override
    public String toString() {
        return lifetime.toString();
    }
}
