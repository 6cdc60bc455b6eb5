// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader.map;

import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.MapBatch;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Changing many entries: with few calls where the kernel can, else one by one. */
public record MapBulk(MapTable table) {
    /** Puts all entries; those before one that is refused are in the map. */
    public void putAll(Map<?, ?> entries) {
        table.require(Operation.WRITE, "put");
        var pending = new ArrayList<Map.Entry<?, ?>>(entries.entrySet());
        if (single()) {
            pending.forEach(entry -> table.put(entry.getKey(), entry.getValue(), 0));
            return;
        }
        var batch = table.batch();
        for (int from = 0; from < pending.size(); from += batch.capacity()) {
            put(batch, pending.subList(from, Math.min(from + batch.capacity(), pending.size())));
        }
    }

    private void put(MapBatch batch, List<Map.Entry<?, ?>> entries) {
        batch.keys().clear();
        batch.values().clear();
        for (var entry : entries) {
            batch.keys().put(table.key("put", entry.getKey()));
            batch.values().put(table.value(entry.getValue()));
        }
        int done = noted(batch.update(entries.size()));
        // One by one from there: so the entry that is refused says why itself.
        entries.subList(done, entries.size()).forEach(entry -> table.put(entry.getKey(), entry.getValue(), 0));
    }

    /** Removes the entries with these keys; how many there were. */
    public long removeAll(Collection<?> keys) {
        table.require(Operation.DELETE, "remove");
        var pending = new ArrayList<Object>(keys);
        if (single()) {
            return pending.stream().filter(table::remove).count();
        }
        var batch = table.batch();
        long removed = 0;
        for (int from = 0; from < pending.size(); from += batch.capacity()) {
            removed += remove(batch, pending.subList(from, Math.min(from + batch.capacity(), pending.size())));
        }
        return removed;
    }

    private long remove(MapBatch batch, List<Object> keys) {
        batch.keys().clear();
        keys.forEach(key -> batch.keys().put(table.key("remove", key)));
        int done = noted(batch.delete(keys.size()));
        return done
                + keys.subList(done, keys.size()).stream().filter(table::remove).count();
    }

    // Descriptors must stay open until the call, and a batch does not know them; some types have no batch at all.
    private boolean single() {
        var type = table.shape().type();
        return table.batchless() || type.storage() || type == MapType.CGROUP_ARRAY;
    }

    private int noted(MapBatch.Written written) {
        if (written.entries() == 0 && written.refused() == Errno.ENOTSUPP) {
            table.withoutBatches();
        }
        return written.entries();
    }

    /** Removes all entries, in whatever order; what is put meanwhile may stay. Of an array all values become zero. */
    public void clear() {
        var type = table.shape().type();
        if (type.can(Operation.QUEUE)) {
            for (long i = 0; i < table.shape().maxEntries() && table.next("clear", true) != null; i++) {}
        } else if (type.full()) {
            zero();
        } else {
            table.require(Operation.ITERATE, "clear");
            table.require(Operation.DELETE, "clear");
            if (!taken(null)) {
                keys().forEach(table::remove);
            }
        }
    }

    /** Removes all entries and gives them, as {@link #clear}; null where the type of map has no such operation. */
    public List<Map.Entry<Object, Object>> drain() {
        table.require(Operation.TAKE, "drain");
        var entries = new ArrayList<Map.Entry<Object, Object>>();
        if (!taken(entries)) {
            for (var key : keys()) {
                var value = table.take(key);
                if (value != null) {
                    entries.add(new SimpleImmutableEntry<>(table.keys().decode(key), value));
                }
            }
        }
        return entries;
    }

    private boolean taken(List<Map.Entry<Object, Object>> into) {
        if (table.batchless() || !table.shape().type().can(Operation.TAKE)) {
            return false;
        }
        var pages = new Pages.Batched(table.batch(), true);
        int keySize = table.shape().keySize();
        try {
            for (int read = pages.next(); read > 0; read = pages.next()) {
                for (int i = 0; into != null && i < read; i++) {
                    into.add(new SimpleImmutableEntry<>(
                            table.keys().decode(pages.keys(), i * keySize),
                            table.values().decode(pages.values(), i * table.valueBytes())));
                }
            }
            return true;
        } catch (ErrnoException e) {
            if (!Pages.unsupported(e.errno())) {
                throw table.failed("clear", e.errno());
            }
            return false;
        }
    }

    private List<byte[]> keys() {
        var keys = new ArrayList<byte[]>();
        for (var entry = table.cursor(); entry.next(); ) {
            keys.add(entry.keyBytes());
        }
        return keys;
    }

    private void zero() {
        var batch = table.batch();
        long entries = table.shape().maxEntries();
        for (long from = 0; from < entries; from += batch.capacity()) {
            int portion = (int) Math.min(batch.capacity(), entries - from);
            batch.keys().clear();
            for (int i = 0; i < portion; i++) {
                batch.keys().putInt((int) (from + i));
            }
            for (long i = from + noted(batch.update(portion)); i < from + portion; i++) {
                table.put(MapTable.index((int) i), new byte[table.valueBytes()], 0);
            }
        }
    }
}
