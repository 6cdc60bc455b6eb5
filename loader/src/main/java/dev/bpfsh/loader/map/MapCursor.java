// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader.map;

import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.OutOfOrder;
import dev.bpfsh.libbpf.Topic;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * Goes over the entries of a map without an object for each: keys and values are read from the memory that the kernel
 * has filled, some tens of thousands with a call.
 *
 * <pre>{@code
 * long sum = 0;
 * for (var entry = map.cursor(); entry.next(); ) {
 *     sum += entry.valueLong(0);
 * }
 * }</pre>
 *
 * <p>An entry that stays in the map is met once. One that comes or goes meanwhile is met once or not at all; of a map
 * whose kernel walks from key to key (an LPM trie, or any on kernels before v5.6) a walk that is thrown back too often by
 * deletions ends early. It needs no closing. Not for two threads at once.
 */
public final class MapCursor {
    private final MapTable table;
    private final int keySize;
    private final int valueBytes;
    private Pages pages;
    private Seen seen;
    private ByteBuffer keys;
    private ByteBuffer values;
    private int at;
    private int count;
    private boolean ended;

    MapCursor(MapTable table, Pages pages, int keySize, int valueBytes) {
        this.table = table;
        this.pages = pages;
        this.keySize = keySize;
        this.valueBytes = valueBytes;
        this.seen = table.seen(pages);
    }

    /**
     * Goes to the next entry.
     *
     * @return false behind the last
     * @throws IllegalStateException if the map is closed
     * @throws dev.bpfsh.libbpf.BpfException if the kernel does not let it be read
     */
    public boolean next() {
        boolean more = step();
        while (more && seen != null && !seen.first(keyBytes())) {
            more = !seen.enough() && step();
        }
        if (!more) {
            ended = true;
            count = 0;
        }
        return more;
    }

    private boolean step() {
        at++;
        return at < count || refill();
    }

    private boolean refill() {
        at = 0;
        count = 0;
        if (ended) {
            return false;
        }
        try {
            count = pages.next();
        } catch (ErrnoException e) {
            pages = table.instead(pages, e.errno());
            seen = table.seen(pages);
            return refill();
        }
        keys = pages.keys();
        values = pages.values();
        return count > 0;
    }

    /** How many entries come, this one not among them; afterwards it stands behind the last. */
    public long remaining() {
        long entries = 0;
        while (next()) {
            // Where each is met once, a portion need not be walked through.
            int here = seen == null ? count - at : 1;
            entries += here;
            at += here - 1;
        }
        return entries;
    }

    /** Four bytes of the key. */
    public int keyInt(int offset) {
        return keys.getInt(place(offset, Integer.BYTES, keySize));
    }

    /** Eight bytes of the key. */
    public long keyLong(int offset) {
        return keys.getLong(place(offset, Long.BYTES, keySize));
    }

    /** Four bytes of the value; of CPU n, where there is one for each, from n times the size rounded up to 8 on. */
    public int valueInt(int offset) {
        return values.getInt(place(offset, Integer.BYTES, valueBytes));
    }

    /** Eight bytes of the value. */
    public long valueLong(int offset) {
        return values.getLong(place(offset, Long.BYTES, valueBytes));
    }

    /** The bytes of the key. */
    public byte[] keyBytes() {
        return bytes(keys, keySize);
    }

    /** The bytes of the value, of all CPUs where there is one for each. */
    public byte[] valueBytes() {
        return bytes(values, valueBytes);
    }

    /** The key, as {@code BpfMap.get} takes it. */
    public Object key() {
        return table.keys().decode(keys, place(0, keySize, keySize));
    }

    /** The value, as {@code BpfMap.get} gives it; of a map of maps the inner map's id. */
    public Object value() {
        return table.values().decode(values, place(0, valueBytes, valueBytes));
    }

    /** The rest of the entries as memory: see {@code BpfMap.forEachRaw}. */
    public void forEachRaw(BiConsumer<ByteBuffer, ByteBuffer> action) {
        while (next()) {
            action.accept(standing(keys, keySize), standing(values, valueBytes));
        }
    }

    private ByteBuffer standing(ByteBuffer buffer, int size) {
        int from = place(0, size, size);
        return buffer.limit(from + size).position(from);
    }

    private byte[] bytes(ByteBuffer buffer, int size) {
        var bytes = new byte[size];
        buffer.limit(buffer.capacity()).get(place(0, size, size), bytes);
        return bytes;
    }

    private int place(int offset, int length, int size) {
        Objects.checkFromIndexSize(offset, length, size);
        if (at >= count) {
            throw new OutOfOrder(Topic.MAPS, "the cursor stands at no entry: next() first, and only while it is true");
        }
        return at * size + offset;
    }
}
