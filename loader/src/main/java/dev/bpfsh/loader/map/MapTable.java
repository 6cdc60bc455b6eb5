// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader.map;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.MapBatch;
import dev.bpfsh.libbpf.MapFd;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.locks.LockSupport;

/** A map in the kernel with keys and values of Java: each operation checked against what the type of map can do. */
public final class MapTable {
    /** {@code BPF_NOEXIST}: only where there is no such entry. */
    public static final long IF_ABSENT = 1;
    /** {@code BPF_EXIST}: only where there is one; in a queue, at the cost of the oldest. */
    public static final long IF_PRESENT = 2;

    /** {@code BPF_F_LOCK}: take the value's own lock, so that nothing half-written is read. */
    private static final long LOCK = 4;

    private static final int PORTION = 1 << 20;
    private static final int SMALLEST_PORTION = 64;

    /** 50 ms in all; what the kernel frees meanwhile is gone after one. */
    private static final int ATTEMPTS = 500;

    private static final long PAUSE_NANOS = 100_000;

    private final MapShape shape;
    private final MapFd map;
    private final Coding keys;
    private final Coding values;
    private final int valueBytes;
    private final long lock;
    private final MapErrors errors;
    private volatile boolean batchless;

    /** @param codings of its keys and values */
    public MapTable(MapFd map, Codings codings) {
        this.map = map;
        this.shape = codings.shape();
        this.keys = codings.keys();
        this.values = codings.values();
        this.valueBytes = codings.valueBytes();
        this.lock = codings.locked() ? LOCK : 0;
        this.errors = new MapErrors(shape, map);
    }

    /** An access to the kernel with a key as bytes. */
    private interface Access<T> {
        T with(byte[] key) throws ErrnoException;

        /**
         * As often as the kernel says EAGAIN: while the last storage of a task, socket or cgroup is freed, a new one is
         * not made, nor waited for. Source: bpf_local_storage_update() of kernel/bpf/bpf_local_storage.c.
         */
        default Access<T> again() {
            return key -> {
                for (int attempt = 1; ; attempt++) {
                    try {
                        return with(key);
                    } catch (ErrnoException e) {
                        if (e.errno() != Errno.EAGAIN || attempt == ATTEMPTS) {
                            throw e;
                        }
                        LockSupport.parkNanos(PAUSE_NANOS);
                    }
                }
            };
        }
    }

    /** The value at a key, or null. */
    public Object get(Object key) {
        var value = new byte[valueBytes];
        return at(Operation.READ, "get", key, bytes -> map.lookup(bytes, value, lock)) ? values.decode(value) : null;
    }

    /** Whether there is the key. */
    public boolean contains(Object key) {
        return at(Operation.READ, "get", key, bytes -> map.lookup(bytes, new byte[valueBytes], lock));
    }

    /**
     * Writes an entry.
     *
     * @param flags 0, {@link #IF_ABSENT} or {@link #IF_PRESENT}
     * @return false where the flags kept it from being written
     */
    public boolean put(Object key, Object value, long flags) {
        require(Operation.WRITE, "put");
        if (shape.type() == MapType.CGROUP_ARRAY && Opened.isPath(value)) {
            try (var cgroup = Opened.path(value, shape.name() + " value")) {
                return put(key, cgroup.fd(), flags);
            }
        }
        var bytes = value(value);
        return at(Operation.WRITE, "put", key, place -> {
            try {
                map.update(place, bytes, flags | lock);
                return true;
            } catch (ErrnoException e) {
                if (e.errno() == (flags == IF_ABSENT ? Errno.EEXIST : flags == IF_PRESENT ? Errno.ENOENT : null)) {
                    return false;
                }
                throw e;
            }
        });
    }

    /** Removes an entry; whether there was one. */
    public boolean remove(Object key) {
        return at(Operation.DELETE, "remove", key, map::delete);
    }

    /** Removes an entry and gives its value, or null. */
    public Object take(Object key) {
        var value = new byte[valueBytes];
        return at(Operation.TAKE, "lookupAndDelete", key, bytes -> map.lookupAndDelete(bytes, value))
                ? values.decode(value)
                : null;
    }

    /**
     * Puts a value into a queue, stack or bloom filter.
     *
     * @param flags 0, or {@link #IF_PRESENT} to drop the oldest of a full queue or stack
     */
    public void push(Operation operation, String step, Object value, long flags) {
        require(operation, step);
        var bytes = value(value);
        unkeyed(step, () -> {
            map.update(null, bytes, flags);
            return true;
        });
    }

    /** The value that a queue or stack gives next, or null; removed if {@code removing}. */
    public Object next(String step, boolean removing) {
        require(Operation.QUEUE, step);
        var value = new byte[valueBytes];
        boolean found = unkeyed(step, () -> removing ? map.lookupAndDelete(null, value) : map.lookup(null, value, 0));
        return found ? values.decode(value) : null;
    }

    /** Whether a bloom filter may have seen a value. */
    public boolean mightContain(Object value) {
        require(Operation.FILTER, "mightContain");
        var bytes = value(value);
        return unkeyed("mightContain", () -> map.lookup(null, bytes, 0));
    }

    /** All entries, from the first. */
    public MapCursor cursor() {
        require(Operation.ITERATE, "read");
        var pages = batchless ? stepped() : new Pages.Batched(batch(), false);
        return new MapCursor(this, pages, shape.keySize(), valueBytes);
    }

    // Of a hash whole buckets are read, and the places of an array stay: only other walks are thrown back.
    Seen seen(Pages pages) {
        boolean steady = shape.type().indexed() || pages instanceof Pages.Batched && shape.type() != MapType.LPM_TRIE;
        return steady ? null : new Seen();
    }

    private Pages stepped() {
        return new Pages.Stepped(map, shape.keySize(), valueBytes, lock);
    }

    MapBatch batch() {
        int fitting = Math.max(PORTION / Math.max(shape.keySize() + valueBytes, 1), SMALLEST_PORTION);
        int capacity = (int) Math.min(fitting, Math.max(shape.maxEntries(), 1));
        try {
            return new MapBatch(map, capacity, lock);
        } catch (ErrnoException e) {
            throw errors.failed("read", null, e.errno());
        }
    }

    /** How to go on where a portion could not be read; throws where it cannot be helped. */
    Pages instead(Pages failed, Errno errno) {
        if (failed instanceof Pages.Batched && !batchless && Pages.unsupported(errno)) {
            batchless = true;
            return stepped();
        }
        throw errors.failed("read", null, errno);
    }

    private <T> T at(Operation operation, String step, Object key, Access<T> access) {
        require(operation, step);
        if (shape.type().storage()) {
            try (var opened = Opened.key(shape.type(), key, shape.name() + " key")) {
                return called(step, key, access.again(), index(opened.fd()));
            }
        }
        return called(step, key, access, key(step, key));
    }

    /** The bytes of a key that the map can have. */
    byte[] key(String step, Object key) {
        var bytes = keys.encode(key, shape.name() + " key");
        if (shape.type().indexed() && Integer.toUnsignedLong(native32(bytes)) >= shape.maxEntries()) {
            throw errors.pastTheEnd(step, key);
        }
        return bytes;
    }

    byte[] value(Object value) {
        return values.encode(value, shape.name() + " value");
    }

    private <T> T called(String step, Object key, Access<T> access, byte[] bytes) {
        try {
            return access.with(bytes);
        } catch (ErrnoException e) {
            throw errors.failed(step, key, e.errno());
        }
    }

    private interface Unkeyed {
        boolean call() throws ErrnoException;
    }

    private boolean unkeyed(String step, Unkeyed access) {
        try {
            return access.call();
        } catch (ErrnoException e) {
            throw errors.failed(step, null, e.errno());
        }
    }

    /**
     * Refuses what the type of map cannot do.
     *
     * @throws BpfException then; it says what the type can do
     */
    public void require(Operation operation, String step) {
        if (!shape.type().can(operation)) {
            throw errors.cannot(step);
        }
    }

    private static int native32(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getInt();
    }

    static byte[] index(int number) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.nativeOrder())
                .putInt(number)
                .array();
    }

    /** What the kernel's answer to a step on the whole map means. */
    public BpfException failed(String step, Errno errno) {
        return errors.failed(step, null, errno);
    }

    /** The type of map. */
    public MapType type() {
        return shape.type();
    }

    MapShape shape() {
        return shape;
    }

    MapFd map() {
        return map;
    }

    Coding keys() {
        return keys;
    }

    Coding values() {
        return values;
    }

    int valueBytes() {
        return valueBytes;
    }

    boolean batchless() {
        return batchless;
    }

    void withoutBatches() {
        batchless = true;
    }
}
