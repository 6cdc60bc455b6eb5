// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import dev.bpfsh.btf.MemberPath.Step;
import java.util.List;

/**
 * What stands between braces in C: values, each for the member or element that its designator names, or for the next
 * one.
 */
record Initializer(List<Entry> entries) {
    /**
     * @param steps of the designator, empty without one
     * @param value a number, {@code Boolean}, {@code Character}, {@code String}, {@link Word}, {@link Initializer}, null
     *     for {@code NULL}; or any value at all of a list made by {@link #of}
     */
    record Entry(List<Step> steps, Object value) {}

    /** A name, to be looked up where it stands. */
    record Word(String name) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Values for the members in order. */
    static Initializer of(List<?> values) {
        return new Initializer(
                values.stream().map(value -> new Entry(List.of(), value)).toList());
    }

    /**
     * Reads text such as {@code {.pid = 42, .comm = "sh", {1, 2}}}.
     *
     * @throws dev.bpfsh.libbpf.BpfException if it is not C
     */
    static Initializer parse(String text, Where where) {
        return new InitializerReader(text, where).read();
    }

    /** A scalar without the braces that C allows around it. */
    static Object unwrapped(Object value) {
        var inner = value;
        while (inner instanceof Initializer list
                && list.entries.size() == 1
                && list.entries.get(0).steps().isEmpty()) {
            inner = list.entries.get(0).value();
        }
        return inner;
    }

    void fill(StructCodec type, Bytes bytes, int at, boolean tail, Where where) {
        var slots = type.slots();
        int next = 0;
        for (var entry : entries) {
            if (!entry.steps().isEmpty()) {
                put(type, bytes, at, tail, entry.steps(), entry.value(), where);
                next = type.index(entry.steps().get(0).name()) + 1;
                continue;
            }
            while (next < slots.size() && !slots.get(next).follows()) {
                next++;
            }
            if (next == slots.size()) {
                long most = slots.stream().filter(Slot::follows).count();
                throw Refusal.of(
                        where,
                        type.declaration() + " takes " + most + " values without a name, not more",
                        "name the members: {.member = value}");
            }
            var slot = slots.get(next++);
            slot.write(bytes, at, tail, entry.value(), where.member(slot.name()));
        }
    }

    void fill(ArrayCodec type, Bytes bytes, int at, boolean tail, Where where) {
        int next = 0;
        for (var entry : entries) {
            var steps = entry.steps().isEmpty() ? List.of(Step.element(next)) : entry.steps();
            next = Math.max(steps.get(0).index(), 0) + 1;
            put(type, bytes, at, tail, steps, entry.value(), where);
        }
    }

    /** Writes a value for a part of a type's. */
    static void put(Codec type, Bytes bytes, int at, boolean tail, List<Step> steps, Object value, Where where) {
        var place = type.place(steps, tail, where);
        var inside = where;
        for (var step : steps) {
            inside = inside.then(step);
        }
        var there = inside;
        bytes.reserve((long) at + place.offset() + place.codec().size(), there);
        bytes.shared(place.shared(), () -> place.codec().write(bytes, at + place.offset(), place.tail(), value, there));
    }
}
