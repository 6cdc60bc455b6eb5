// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import dev.bpfsh.btf.BtfType.Array;
import dev.bpfsh.btf.BtfType.Composite;
import dev.bpfsh.btf.BtfType.Enumeration;
import dev.bpfsh.btf.BtfType.Floating;
import dev.bpfsh.btf.BtfType.Int;
import dev.bpfsh.btf.BtfType.Pointer;

/**
 * Alignments as libbpf's {@code btf__align_of} reckons them: BTF does not hold them, and a struct whose members or size
 * defy their alignment must have been packed. What is reckoned once is remembered, for structs share their members'
 * types.
 */
final class Alignment {
    private static final int DEEPEST = 256;
    private static final int WORD = 8;

    private final Btf btf;
    // One more than the alignment, 0 for what is not known yet. Two threads at once write the same.
    private byte[] known = {};

    Alignment(Btf btf) {
        this.btf = btf;
    }

    int of(int id) {
        return of(id, DEEPEST);
    }

    private int of(int id, int depth) {
        if (depth == 0) {
            throw Btf.damaged("type " + id + " contains itself");
        }
        var type = btf.resolve(id);
        if (type instanceof Int integer) {
            return Math.min(WORD, integer.size());
        } else if (type instanceof Floating floating) {
            return Math.min(WORD, floating.size());
        } else if (type instanceof Enumeration enumeration) {
            return Math.min(WORD, enumeration.size());
        } else if (type instanceof Pointer) {
            return WORD;
        } else if (type instanceof Array array) {
            return of(array.element(), depth - 1);
        } else if (type instanceof Composite composite) {
            return remembered(id, composite, depth);
        }
        return 0;
    }

    private int remembered(int id, Composite composite, int depth) {
        var table = known;
        if (table.length == 0) {
            table = new byte[btf.count()];
            known = table;
        }
        if (table[id] == 0) {
            table[id] = (byte) (1 + of(composite, depth));
        }
        return table[id] - 1;
    }

    private int of(Composite composite, int depth) {
        int largest = 1;
        for (var member : composite.members()) {
            int one = of(member.type(), depth - 1);
            if (one == 0) {
                return 0;
            }
            largest = Math.max(largest, one);
            if (member.bitSize() == 0 && Integer.remainderUnsigned(member.bitOffset(), 8 * one) != 0) {
                return 1;
            }
        }
        return composite.size() % largest != 0 ? 1 : largest;
    }

    /**
     * Whether a struct must have been declared packed to be as it is; one that is packed and has no need to be does not
     * show it.
     */
    boolean isPacked(Composite composite) {
        int largest = 1;
        for (var member : composite.members()) {
            int one = of(member.type());
            if (one != 0 && member.bitSize() == 0 && Integer.remainderUnsigned(member.bitOffset(), 8 * one) != 0) {
                return true;
            }
            largest = Math.max(largest, one);
        }
        return composite.size() % largest != 0;
    }
}
