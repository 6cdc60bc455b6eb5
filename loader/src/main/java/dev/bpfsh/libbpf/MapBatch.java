// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.IntSupplier;
import jnr.ffi.Pointer;

/**
 * Many entries of a map with one call: {@code bpf_map_*_batch}, since Linux v5.6. Keys lie behind one another in one
 * buffer, values in another, so reading them is an access to memory that Java guards. Not for two threads at once.
 *
 * <p>Of a hash the kernel reads bucket by bucket: an entry that stays in the map is read exactly once, whatever else
 * comes and goes.
 */
public final class MapBatch {
    private final MapFunctions functions;
    private final MapFd map;
    private final int capacity;
    private final Block keys;
    private final Block values;
    private final Block count;
    private final Block options;
    private final long flags;
    private Block from;
    private Block to;
    private boolean begun;
    private boolean ended;

    /** Memory that both sides see, and that goes when nobody refers to it. */
    private record Block(ByteBuffer bytes, Pointer pointer) {
        static Block of(int size) {
            var bytes = ByteBuffer.allocateDirect(Math.max(size, 1)).order(ByteOrder.nativeOrder());
            return new Block(bytes, Pointer.wrap(Libbpf.get().runtime(), bytes));
        }
    }

    /** One of the functions that read, which take the same. */
    private interface Reading {
        int read(int fd, Pointer in, Pointer out, Pointer keys, Pointer values, Pointer count, Pointer options);
    }

    /**
     * @param capacity how many entries a call takes at most
     * @param flags for each entry: 0, or {@code BPF_F_LOCK}
     * @throws ErrnoException if the kernel does not tell the map's sizes
     */
    public MapBatch(MapFd map, int capacity, long flags) throws ErrnoException {
        int keySize = map.sizes().key();
        int valueSize = map.sizes().value();
        this.functions = Libbpf.get().maps();
        this.map = map;
        this.capacity = capacity;
        this.keys = Block.of(Math.multiplyExact(keySize, capacity));
        this.values = Block.of(Math.multiplyExact(valueSize, capacity));
        this.count = Block.of(Integer.BYTES);
        // struct bpf_map_batch_opts: { size_t sz; __u64 elem_flags; __u64 flags; }
        this.flags = flags;
        this.options = Block.of(3 * Long.BYTES);
        options.bytes.putLong(0, 3 * Long.BYTES).putLong(Long.BYTES, flags);
        // Where the kernel goes on: the number of a bucket, or a key.
        this.from = Block.of(Math.max(keySize, Long.BYTES));
        this.to = Block.of(Math.max(keySize, Long.BYTES));
    }

    /** How many entries a call takes at most. */
    public int capacity() {
        return capacity;
    }

    /** The keys, in native byte order. */
    public ByteBuffer keys() {
        return keys.bytes;
    }

    /** The values, in native byte order. */
    public ByteBuffer values() {
        return values.bytes;
    }

    /** Whether the last entry has been read. */
    public boolean ended() {
        return ended;
    }

    /**
     * {@code bpf_map_lookup_batch}: the entries that come next, from the beginning of the buffers on.
     *
     * @return how many; 0 need not be the end
     * @throws ErrnoException with {@code ENOSPC} where a bucket of a hash does not fit: go on with {@link #larger}
     */
    public int read() throws ErrnoException {
        return read("bpf_map_lookup_batch", functions::bpf_map_lookup_batch);
    }

    /** {@code bpf_map_lookup_and_delete_batch}: as {@link #read}, and what is read is removed. */
    public int take() throws ErrnoException {
        return read("bpf_map_lookup_and_delete_batch", functions::bpf_map_lookup_and_delete_batch);
    }

    private int read(String call, Reading reading) throws ErrnoException {
        return map.lifetime().calling(() -> {
            count.bytes.putInt(0, capacity);
            int answer = reading.read(
                    map.raw(),
                    begun ? from.pointer : null,
                    to.pointer,
                    keys.pointer,
                    values.pointer,
                    count.pointer,
                    options.pointer);
            Reference.reachabilityFence(this);
            int read = count.bytes.getInt(0);
            ended = Errno.of(answer) == Errno.ENOENT && answer < 0;
            // An older kernel gives up on a key that is deleted again and again, with what it has read until then.
            boolean partly = Errno.of(answer) == Errno.EINTR && read > 0 && read < capacity;
            if (!ended && !partly) {
                Libbpf.checked(call, answer);
            }
            var reached = to;
            to = from;
            from = reached;
            begun = true;
            return read;
        });
    }

    /** The same with room for four times as many entries, at the same place in the map. */
    public MapBatch larger() throws ErrnoException {
        var larger = new MapBatch(map, Math.multiplyExact(capacity, 4), flags);
        larger.from = from;
        larger.begun = begun;
        return larger;
    }

    /**
     * {@code bpf_map_update_batch} of the first {@code entries} in the buffers.
     *
     * @return how many were written before one was refused, or all
     */
    public Written update(int entries) {
        return write(
                entries,
                () -> functions.bpf_map_update_batch(
                        map.raw(), keys.pointer, values.pointer, count.pointer, options.pointer));
    }

    /**
     * {@code bpf_map_delete_batch} of the first {@code entries} keys in the buffer.
     *
     * @return how many were deleted before one was not there or refused, or all
     */
    public Written delete(int entries) {
        return write(
                entries, () -> functions.bpf_map_delete_batch(map.raw(), keys.pointer, count.pointer, options.pointer));
    }

    /**
     * How far a call came.
     *
     * @param entries how many it has done; those before the refused one
     * @param refused why it went no further; null where all are done
     */
    public record Written(int entries, Errno refused) {}

    private Written write(int entries, IntSupplier call) {
        if (entries > capacity) {
            throw new IndexOutOfBoundsException(entries + " entries of " + capacity);
        }
        return map.lifetime().during(() -> {
            count.bytes.putInt(0, entries);
            int answer = call.getAsInt();
            Reference.reachabilityFence(this);
            if (answer >= 0) {
                return new Written(entries, null);
            }
            int done = count.bytes.getInt(0);
            // A kernel that has not got the operation leaves the count as it was.
            return new Written(done < 0 || done >= entries ? 0 : done, Errno.of(answer));
        });
    }
}
