// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import dev.bpfsh.btf.BtfType.Composite;
import dev.bpfsh.btf.BtfType.Member;
import dev.bpfsh.btf.Layout.Field;
import dev.bpfsh.btf.Layout.Group;
import dev.bpfsh.btf.Layout.Hole;
import dev.bpfsh.btf.Layout.Row;
import java.util.ArrayList;
import java.util.List;

/** From the members of a struct to what lies where in it. */
final class LayoutReader {
    private static final int DEEPEST = 128;
    private static final int LEAST_LETTERS = 4 << 20;
    private static final int LETTERS_PER_WORD = 32;
    // What a row costs beside its letters.
    private static final int ROW = 64;

    private final Btf btf;
    // Anonymous structs of damaged BTF can contain each other so that the members double with each, and a declaration
    // of great length can be that of every member.
    private long left;

    LayoutReader(Btf btf) {
        this.btf = btf;
        this.left = LEAST_LETTERS + (long) btf.extent() * LETTERS_PER_WORD;
    }

    Layout read(int id) {
        if (!(btf.resolve(id) instanceof Composite composite)) {
            throw Btf.damaged("type " + id + " (" + btf.kind(id).word() + ") has no members");
        }
        var rows = rows(composite, "", 0, DEEPEST);
        return new Layout(btf.declare(id, ""), composite.size(), btf.alignOf(id), rows);
    }

    private List<Row> rows(Composite composite, String prefix, long from, int depth) {
        if (depth == 0) {
            throw Btf.damaged("a struct contains itself");
        }
        var rows = new ArrayList<Row>();
        long end = from;
        for (var member : composite.members()) {
            count(ROW);
            var row = row(member, prefix, from, depth);
            if (!composite.isUnion() && row.bitOffset() > end) {
                rows.add(new Hole(end, row.bitOffset() - end, false));
            }
            rows.add(row);
            end = Math.max(end, row.bitOffset() + row.bits());
        }
        long last = from + (long) composite.size() * Byte.SIZE;
        if (end < last) {
            rows.add(new Hole(end, last - end, true));
        }
        return List.copyOf(rows);
    }

    private Row row(Member member, String prefix, long from, int depth) {
        long at = from + Integer.toUnsignedLong(member.bitOffset());
        boolean bitField = member.bitSize() > 0;
        if (!bitField
                && btf.type(member.type()) instanceof Composite inner
                && inner.name().isEmpty()) {
            var within = member.name().isEmpty() ? prefix : prefix + member.name() + ".";
            var rows = rows(inner, within, at, depth - 1);
            return new Group(member.name(), inner.isUnion(), at, (long) inner.size() * Byte.SIZE, rows);
        }
        var declaration = btf.declare(member.type(), member.name());
        count(prefix.length() + declaration.length());
        return bitField
                ? new Field(
                        prefix + member.name(),
                        member.type(),
                        declaration + ":" + member.bitSize(),
                        at,
                        member.bitSize(),
                        true)
                : new Field(
                        prefix + member.name(),
                        member.type(),
                        declaration,
                        at,
                        (long) btf.sizeOf(member.type()) * Byte.SIZE,
                        false);
    }

    private void count(int letters) {
        left -= letters;
        if (left < 0) {
            throw Btf.damaged("its structs contain each other without end");
        }
    }
}
