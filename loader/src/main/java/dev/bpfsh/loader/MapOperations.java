// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.loader.map.MapBulk;
import dev.bpfsh.loader.map.MapCursor;
import dev.bpfsh.loader.map.MapTable;
import dev.bpfsh.loader.map.Operation;
import dev.bpfsh.loader.map.PerCpu;
import java.nio.ByteBuffer;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What is done with the entries of a {@link BpfMap} that is in the kernel.
 *
 * <p><b>Keys and values</b> are what {@link dev.bpfsh.btf.Decoder} makes of the map's BTF, and taken as {@link
 * dev.bpfsh.btf.Encoder} takes them; bytes of the exact size are taken for anything. Without BTF 4 and 8 bytes are an
 * unsigned number, other sizes {@code byte[]}. Some types have their own:
 *
 * <table>
 * <caption>What types of maps take and give</caption>
 * <tr><td>{@code percpu_*}</td><td>{@link PerCpu}, see {@link #perCpu}; put takes one value for all, or a list</td></tr>
 * <tr><td>{@code lpm_trie}</td><td>keys are {@link dev.bpfsh.loader.map.Prefix} or text: {@code "10.0.0.0/8"}; get
 * finds the longest that matches</td></tr>
 * <tr><td>{@code prog_array}</td><td>put takes a loaded {@link BpfProgram}, get gives its id</td></tr>
 * <tr><td>{@code array_of_maps hash_of_maps}</td><td>put takes a BpfMap, get opens one, which is to be closed; others
 * give its id</td></tr>
 * <tr><td>{@code stack_trace}</td><td>{@link dev.bpfsh.loader.map.StackTrace}, or a list of {@link
 * dev.bpfsh.loader.map.BuildIdFrame}</td></tr>
 * <tr><td>{@code devmap* cpumap}</td><td>a number, for a device its name will do; of 8 bytes {@link
 * dev.bpfsh.loader.map.Redirect}</td></tr>
 * <tr><td>{@code task_storage}</td><td>keys are pids</td></tr>
 * <tr><td>{@code cgrp_storage inode_storage}</td><td>keys are paths, or descriptors</td></tr>
 * <tr><td>{@code sk_storage}</td><td>keys are descriptors of sockets</td></tr>
 * <tr><td>{@code cgroup_storage}</td><td>keys are {@link dev.bpfsh.loader.map.CgroupKey}, or ids</td></tr>
 * <tr><td>{@code cgroup_array}</td><td>put takes the path of a cgroup</td></tr>
 * <tr><td>{@code sockmap sockhash xskmap reuseport_sockarray}</td><td>put takes a descriptor, get gives the socket's
 * cookie</td></tr>
 * </table>
 *
 * <p><b>Walks</b> ({@link #forEach}, {@link #stream}, ...) use the kernel's batch operations where it has them. They are
 * no snapshot: see {@link MapCursor}.
 */
public abstract sealed class MapOperations permits BpfMap {
    MapOperations() {}

    abstract MapTable table();

    /**
     * The value at a key, or null where there is none.
     *
     * <pre>{@code
     * counts.put(42, 1)
     * counts.get(42)
     * }</pre>
     */
    public Object get(Object key) {
        var value = table().get(key);
        // An inner map may be replaced, and be gone, before it is opened.
        return value != null && table().type().ofMaps() ? BpfMap.open(((Number) value).intValue()) : value;
    }

    /**
     * The values at a key of a map with one for each CPU, to be added up; none where there is no such key, and so 0
     * together.
     *
     * <pre>{@code
     * var hits = BpfMap.create("percpu_array", "hits", 4, 8, 1)
     * hits.perCpu(0).sum()
     * }</pre>
     *
     * @throws dev.bpfsh.libbpf.BpfException if the map has one value for all CPUs
     */
    public PerCpu<?> perCpu(Object key) {
        var known = table();
        known.require(Operation.PER_CPU, "perCpu");
        return known.get(key) instanceof PerCpu<?> values ? values : new PerCpu<>(List.of());
    }

    /**
     * The value at a key, or another where there is none.
     *
     * <pre>{@code counts.getOrDefault(42, 0)}</pre>
     */
    public Object getOrDefault(Object key, Object other) {
        var value = get(key);
        return value == null ? other : value;
    }

    /**
     * Whether there is a value at a key; in an LPM trie, one that matches.
     *
     * <pre>{@code counts.containsKey(42)}</pre>
     */
    public boolean containsKey(Object key) {
        return table().contains(key);
    }

    /**
     * Sets the value at a key, whether there was one or not.
     *
     * <pre>{@code counts.put(42, 1)}</pre>
     */
    public void put(Object key, Object value) {
        put(key, value, 0);
        if (Steps.noted()) {
            Steps.took(new Step.Put((BpfMap) this));
        }
    }

    /**
     * Sets the value at a key where there is none; false where there is one, which stays.
     *
     * <pre>{@code counts.putIfAbsent(42, 1)}</pre>
     */
    public boolean putIfAbsent(Object key, Object value) {
        return put(key, value, MapTable.IF_ABSENT);
    }

    /**
     * Sets the value at a key where there is one; false where there is none.
     *
     * <pre>{@code
     * counts.put(42, 1)
     * counts.replace(42, 2)
     * }</pre>
     */
    public boolean replace(Object key, Object value) {
        return put(key, value, MapTable.IF_PRESENT);
    }

    // What is put must not be closed meanwhile: its descriptor could be another file's by then.
    private boolean put(Object key, Object value, long flags) {
        if (value instanceof BpfProgram || value instanceof BpfMap) {
            synchronized (value instanceof BpfProgram program ? program.object() : ((BpfMap) value).owner()) {
                return table().put(key, value, flags);
            }
        }
        return table().put(key, value, flags);
    }

    /**
     * Puts all; those before one that is refused are in the map then.
     *
     * <pre>{@code counts.putAll(Map.of(1, 10, 2, 20))}</pre>
     */
    public void putAll(Map<?, ?> entries) {
        if (entries.values().stream().anyMatch(value -> value instanceof BpfProgram || value instanceof BpfMap)) {
            entries.forEach(this::put);
        } else {
            new MapBulk(table()).putAll(entries);
        }
    }

    /**
     * Removes the entry with a key; whether there was one. An array's entries cannot be removed.
     *
     * <pre>{@code
     * counts.put(42, 1)
     * counts.remove(42)
     * }</pre>
     */
    public boolean remove(Object key) {
        boolean removed = table().remove(key);
        if (removed && Steps.noted()) {
            Steps.took(new Step.Removed((BpfMap) this));
        }
        return removed;
    }

    /**
     * Removes the entries with these keys; how many there were.
     *
     * <pre>{@code
     * counts.putAll(Map.of(1, 10, 2, 20))
     * counts.removeAll(List.of(1, 2))
     * }</pre>
     */
    public long removeAll(Collection<?> keys) {
        return new MapBulk(table()).removeAll(keys);
    }

    /**
     * Removes the entry with a key in one step and gives its value, or null where there was none.
     *
     * <pre>{@code
     * counts.put(42, 1)
     * counts.lookupAndDelete(42)
     * }</pre>
     */
    public Object lookupAndDelete(Object key) {
        return table().take(key);
    }

    /**
     * Removes all entries and gives them, each in one step, so that nothing that programs add is lost.
     *
     * <pre>{@code
     * counts.putAll(Map.of(1, 10, 2, 20))
     * counts.drain()
     * }</pre>
     */
    public List<Map.Entry<Object, Object>> drain() {
        return new MapBulk(table()).drain();
    }

    /**
     * Removes all entries; of an array, sets all values to zero. What programs put meanwhile may stay.
     *
     * <pre>{@code counts.clear()}</pre>
     */
    public void clear() {
        new MapBulk(table()).clear();
    }

    /**
     * Adds a value to a queue, stack or bloom filter.
     *
     * <pre>{@code
     * var queue = BpfMap.create("queue", "queue", 0, 8, 16)
     * queue.push(1)
     * }</pre>
     */
    public void push(Object value) {
        var operation = table().type().can(Operation.FILTER) ? Operation.FILTER : Operation.QUEUE;
        table().push(operation, "push", value, 0);
    }

    /** Adds a value to a queue or stack; where that is full, its oldest value is dropped. */
    public void pushOver(Object value) {
        table().push(Operation.QUEUE, "pushOver", value, MapTable.IF_PRESENT);
    }

    /**
     * Removes the next value of a queue or stack and gives it, or null where it is empty.
     *
     * <pre>{@code
     * var queue = BpfMap.create("queue", "queue", 0, 8, 16)
     * queue.push(1)
     * queue.pop()
     * }</pre>
     */
    public Object pop() {
        return table().next("pop", true);
    }

    /**
     * The next value of a queue or stack, or null where it is empty.
     *
     * <pre>{@code
     * var queue = BpfMap.create("queue", "queue", 0, 8, 16)
     * queue.push(1)
     * queue.peek()
     * }</pre>
     */
    public Object peek() {
        return table().next("peek", false);
    }

    /** Adds a value to a bloom filter. */
    public void add(Object value) {
        table().push(Operation.FILTER, "add", value, 0);
    }

    /** Whether a value may have been added to a bloom filter; false is certain. */
    public boolean mightContain(Object value) {
        return table().mightContain(value);
    }

    /**
     * Goes over the entries without an object for each: the fast way.
     *
     * <pre>{@code
     * counts.putAll(Map.of(1, 10, 2, 20))
     * long sum = 0
     * for (var entry = counts.cursor(); entry.next(); ) {
     *     sum += entry.valueLong(0);
     * }
     * }</pre>
     */
    public MapCursor cursor() {
        return table().cursor();
    }

    /**
     * All entries.
     *
     * <pre>{@code
     * counts.put(42, 1)
     * counts.entries()
     * }</pre>
     */
    public List<Map.Entry<Object, Object>> entries() {
        return stream().toList();
    }

    /**
     * All keys.
     *
     * <pre>{@code
     * counts.put(42, 1)
     * counts.keys()
     * }</pre>
     */
    public List<Object> keys() {
        return stream().map(Map.Entry::getKey).toList();
    }

    /**
     * All values.
     *
     * <pre>{@code
     * counts.put(42, 1)
     * counts.values()
     * }</pre>
     */
    public List<Object> values() {
        return stream().map(Map.Entry::getValue).toList();
    }

    /**
     * The entries, read as they are asked for.
     *
     * <pre>{@code
     * counts.putAll(Map.of(1, 10, 2, 20))
     * counts.stream().map(Map.Entry::getKey).toList()
     * }</pre>
     */
    public Stream<Map.Entry<Object, Object>> stream() {
        var cursor = cursor();
        return StreamSupport.stream(
                new Spliterators.AbstractSpliterator<>(Long.MAX_VALUE, Spliterator.NONNULL) {
                    @Override
                    public boolean tryAdvance(Consumer<? super Map.Entry<Object, Object>> action) {
                        boolean more = cursor.next();
                        if (more) {
                            action.accept(new SimpleImmutableEntry<>(cursor.key(), cursor.value()));
                        }
                        return more;
                    }
                },
                false);
    }

    /**
     * Gives each entry to {@code action}, which may use this map.
     *
     * <pre>{@code
     * counts.putAll(Map.of(1, 10, 2, 20))
     * counts.forEach((key, value) -> System.out.println(key + ": " + value))
     * }</pre>
     */
    public void forEach(BiConsumer<Object, Object> action) {
        for (var entry = cursor(); entry.next(); ) {
            action.accept(entry.key(), entry.value());
        }
    }

    /**
     * Gives each entry's memory to {@code action}: buffers that stand at the first byte of the key and of the value, end
     * at the last, have the machine's byte order, and hold the entry during the call alone.
     */
    public void forEachRaw(BiConsumer<ByteBuffer, ByteBuffer> action) {
        cursor().forEachRaw(action);
    }

    /**
     * How many entries there are, counted: the kernel keeps no number.
     *
     * <pre>{@code counts.size()}</pre>
     */
    public long size() {
        return cursor().remaining();
    }

    /**
     * Whether there is no entry.
     *
     * <pre>{@code counts.isEmpty()}</pre>
     */
    public boolean isEmpty() {
        return !cursor().next();
    }
}
