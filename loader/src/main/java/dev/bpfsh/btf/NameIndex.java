// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

/**
 * Types by name: a hash table in two arrays of ids, over the strings where they lie. The kernel's BTF has more than a
 * hundred thousand types, of which a session asks for a few.
 */
final class NameIndex {
    private final BtfSections types;
    private final int[] heads;
    private final int[] next;

    NameIndex(BtfSections types) {
        this.types = types;
        int count = types.count() - types.firstId();
        heads = new int[Integer.highestOneBit(Math.max(count, 8)) * 2];
        next = new int[count];
        // From the last to the first, so that each chain is in the order of the ids.
        for (int id = types.count() - 1; id >= types.firstId(); id--) {
            int name = types.word(id, BtfSections.NAME);
            if (name != 0) {
                int slot = slot(types.hash(name));
                next[id - types.firstId()] = heads[slot];
                heads[slot] = id;
            }
        }
    }

    /** The ids of all types of that name, in order. */
    IntStream ids(String name) {
        var text = name.getBytes(StandardCharsets.UTF_8);
        int hash = 0;
        for (byte letter : text) {
            hash = 31 * hash + letter;
        }
        return IntStream.iterate(heads[slot(hash)], id -> id != 0, id -> next[id - types.firstId()])
                .filter(id -> types.matches(types.word(id, BtfSections.NAME), text));
    }

    private int slot(int hash) {
        return (hash ^ hash >>> 16) & heads.length - 1;
    }
}
