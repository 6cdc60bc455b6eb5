// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Topic;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Structs and unions. */
final class StructCodec extends Codec {
    private final Shape shape;
    private final Slot[] slots;

    StructCodec(Btf btf, int type, int size, long values, List<Slot> slots) {
        super(btf, type, size, values);
        this.slots = slots.toArray(Slot[]::new);
        this.shape = new Shape(declaration(), slots.stream().map(Slot::name).toArray(String[]::new));
    }

    List<Slot> slots() {
        return List.of(slots);
    }

    @Override
    public boolean isFlexible() {
        return Arrays.stream(slots).anyMatch(slot -> slot.tail() && slot.codec().isFlexible());
    }

    @Override
    Object read(ByteBuffer bytes, int at, int end) {
        // What a struct has beyond its last member is padding, and no elements of a flexible array.
        boolean longer = end > at + size();
        var values = new Object[slots.length];
        for (int i = 0; i < values.length; i++) {
            var slot = slots[i];
            int from = at + slot.offset();
            values[i] = slot.codec()
                    .read(
                            bytes,
                            from,
                            slot.tail() && longer ? end : from + slot.codec().size());
        }
        return new Struct(shape, values);
    }

    @Override
    void write(Bytes bytes, int at, boolean tail, Object value, Where where) {
        if (value instanceof Struct struct) {
            struct.members().forEach((name, member) -> put(bytes, at, tail, name, member, where));
        } else if (value instanceof Map<?, ?> members) {
            members.forEach((name, member) -> put(bytes, at, tail, String.valueOf(name), member, where));
        } else if (value instanceof Initializer list) {
            list.fill(this, bytes, at, tail, where);
        } else if (value instanceof String text) {
            Initializer.parse(text, where).fill(this, bytes, at, tail, where);
        } else if (value instanceof List<?> list) {
            Initializer.of(list).fill(this, bytes, at, tail, where);
        } else if (value instanceof Record record && !isScalar(record)) {
            RecordType.of(record.getClass())
                    .values(record, shape)
                    .forEach((name, member) -> put(bytes, at, tail, name, member, where));
        } else {
            throw Refusal.wrongKind(where, this, value);
        }
    }

    private static boolean isScalar(Record value) {
        return value instanceof EnumValue || value instanceof Address || value instanceof Initializer.Word;
    }

    private void put(Bytes bytes, int at, boolean tail, String path, Object value, Where where) {
        if (shape.index(path) >= 0) {
            slots[shape.index(path)].write(bytes, at, tail, value, where.member(path));
        } else {
            Initializer.put(this, bytes, at, tail, MemberPath.parse(path).steps(), value, where);
        }
    }

    /** Where a member is among the slots. */
    int index(String name) {
        return shape.index(name);
    }

    private Slot slot(String name, Where where) {
        int index = shape.index(name);
        if (index < 0) {
            throw Refusal.noMember(where.member(name), shape, name);
        }
        return slots[index];
    }

    @Override
    Place part(Place place, MemberPath.Step step, Where where) {
        if (step.name() == null) {
            throw new BpfException(
                            "find",
                            where.then(step).toString(),
                            shape.type() + " is no array",
                            null,
                            List.of(),
                            Refusal.offer("", shape.names()))
                    .about(Topic.MAPS);
        }
        var slot = slot(step.name(), where);
        return new Place(
                slot.codec(),
                place.offset() + slot.offset(),
                place.tail() && slot.tail(),
                place.shared() || slot.shared());
    }
}
