// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Near;
import dev.bpfsh.libbpf.Topic;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the members of a struct or union lie, and the holes between them. Its {@link #toString()} reads as pahole's.
 *
 * <pre>{@code
 * var task = Layout.of(KernelBtf.vmlinux(), "task_struct");
 * task.field("pid").offset()
 * task.holes()
 * }</pre>
 *
 * @param declaration such as {@code struct task_struct}
 * @param size in bytes
 * @param alignment in bytes, as {@link Btf#alignOf} reckons it
 * @param rows members and holes in order
 */
public record Layout(String declaration, int size, int alignment, List<Row> rows) {
    private static final int OFFERED = 3;

    /** A stretch of the struct. */
    public sealed interface Row {
        /** Where it begins, in bits from the beginning of the whole struct. */
        long bitOffset();

        /** How many bits it takes; 0 for a flexible array. */
        long bits();
    }

    /**
     * A member.
     *
     * @param path what C writes behind the struct's name and a dot; that of a member of an anonymous struct is its own
     * @param type the id of its type
     * @param declaration in C, such as {@code char comm[16]}
     * @param bitField whether it is one, as {@code unsigned int kind:3} is
     */
    public record Field(String path, int type, String declaration, long bitOffset, long bits, boolean bitField)
            implements Row {
        /** Where it begins, in bytes; for a bit field the byte that has its first bit. */
        public int offset() {
            return (int) (bitOffset / Byte.SIZE);
        }

        /** How many bytes it takes, a bit field as much as its bits touch. */
        public int size() {
            return (int) ((bitOffset % Byte.SIZE + bits + Byte.SIZE - 1) / Byte.SIZE);
        }

        /** Whether it is an array without a length, which takes what the memory behind the struct has. */
        public boolean isFlexible() {
            return bits == 0 && declaration.endsWith("[]");
        }
    }

    /**
     * A struct or union without a name of its own, whose members are within.
     *
     * @param name of the member that it is; empty where its members are reached as if they were the outer struct's
     */
    public record Group(String name, boolean isUnion, long bitOffset, long bits, List<Row> rows) implements Row {}

    /**
     * Bits that belong to no member.
     *
     * @param padding whether no member comes behind them
     */
    public record Hole(long bitOffset, long bits, boolean padding) implements Row {}

    /**
     * The layout of a struct or union.
     *
     * @throws BpfException if it is none, its description is damaged, or it contains itself
     */
    public static Layout of(Btf btf, int id) {
        return new LayoutReader(btf).read(id);
    }

    /**
     * The layout of the struct or union of that name.
     *
     * @throws BpfException if there is none, or more than one
     */
    public static Layout of(Btf btf, String name) {
        return of(btf, btf.id(name, BtfType.Composite.class));
    }

    /** All members, those of anonymous structs and unions among them. */
    public List<Field> fields() {
        return all(rows).filter(Field.class::isInstance).map(Field.class::cast).toList();
    }

    /** The holes and the padding at the end, those of anonymous structs among them. */
    public List<Hole> holes() {
        return all(rows).filter(Hole.class::isInstance).map(Hole.class::cast).toList();
    }

    /**
     * The member with that path.
     *
     * @throws BpfException if there is none, with names that are near
     */
    public Field field(String path) {
        return fields().stream()
                .filter(field -> field.path().equals(path))
                .findFirst()
                .orElseThrow(() -> missing(path));
    }

    private BpfException missing(String path) {
        var known = fields().stream().map(Field::path).toList();
        var near = Near.matches(path, known, OFFERED);
        return new BpfException(
                        "find",
                        path,
                        declaration + " has no such member",
                        null,
                        List.of(),
                        near.isEmpty() ? null : "did you mean " + String.join(", ", near) + "?")
                .about(Topic.CO_RE);
    }

    private static Stream<Row> all(List<Row> rows) {
        return rows.stream()
                .flatMap(row ->
                        row instanceof Group group ? Stream.concat(Stream.of(row), all(group.rows())) : Stream.of(row));
    }

    /** As pahole prints it: members with offset and size in bytes, holes, and a summary. */
    @Override
    public String toString() {
        return new LayoutText(this).toString();
    }
}
