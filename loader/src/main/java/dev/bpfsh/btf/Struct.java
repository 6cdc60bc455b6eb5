// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Topic;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A struct or union: its members by name, in the order of C, members of anonymous ones among them.
 *
 * <pre>{@code
 * event.get("comm")                    // "sh"
 * event.getLong("limits[2].max")       // 7
 * event.as(Event.class)                // record Event(int pid, String comm) {}
 * }</pre>
 */
public final class Struct {
    private final Shape shape;
    private final Object[] values;

    Struct(Shape shape, Object[] values) {
        this.shape = shape;
        this.values = values;
    }

    /** The type in C, such as {@code struct event}. */
    public String type() {
        return shape.type();
    }

    /** The members in order; it cannot be changed. */
    public Map<String, Object> members() {
        var members = new LinkedHashMap<String, Object>();
        for (int i = 0; i < values.length; i++) {
            members.put(shape.names().get(i), values[i]);
        }
        return Collections.unmodifiableMap(members);
    }

    /**
     * The value of a member, or of a part of one.
     *
     * @param path a name, or the way to a part: {@code a.b[2].c}
     * @throws BpfException if there is none; near names are offered
     */
    public Object get(String path) {
        int index = shape.index(path);
        if (index >= 0) {
            return values[index];
        }
        return MemberPath.parse(path).of(this, shape.type());
    }

    /**
     * A member that is a whole number, an enum, a pointer or a {@code bool} (1 or 0); of 64 unsigned bits the bits.
     *
     * @param path as {@link #get} has it
     * @throws BpfException if there is none, or it is no such member
     */
    public long getLong(String path) {
        return number(path, get(path));
    }

    /**
     * A member that is an array of such as {@link #getLong} takes: the slots of a histogram.
     *
     * @param path as {@link #get} has it
     * @throws BpfException if there is none, or it is no such member
     */
    public long[] getLongs(String path) {
        if (get(path) instanceof List<?> elements) {
            return elements.stream().mapToLong(element -> number(path, element)).toArray();
        }
        throw wrong(path, get(path), "no array");
    }

    private long number(String path, Object value) {
        if (value instanceof BigInteger big && big.bitLength() <= Long.SIZE) {
            return big.longValue();
        } else if (value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte) {
            return ((Number) value).longValue();
        } else if (value instanceof EnumValue named) {
            return named.number();
        } else if (value instanceof Address address) {
            return address.value();
        } else if (value instanceof Boolean truth) {
            return truth ? 1 : 0;
        }
        throw wrong(path, value, "no whole number of 64 bits");
    }

    /**
     * A member that is text, or an enum's name.
     *
     * @param path as {@link #get} has it
     * @throws BpfException if there is none, or it is no such member
     */
    public String getString(String path) {
        var value = get(path);
        if (value instanceof String text) {
            return text;
        } else if (value instanceof EnumValue named) {
            return named.name();
        }
        throw wrong(path, value, "no text");
    }

    /**
     * A member that is a struct or union.
     *
     * @param path as {@link #get} has it
     * @throws BpfException if there is none, or it is no such member
     */
    public Struct getStruct(String path) {
        if (get(path) instanceof Struct struct) {
            return struct;
        }
        throw wrong(path, get(path), "no struct");
    }

    private BpfException wrong(String path, Object value, String what) {
        return new BpfException(
                        "get",
                        Where.of(type()).member(path).toString(),
                        "is " + CText.of(value) + ", " + what,
                        null,
                        List.of(),
                        "use get()")
                .about(Topic.MAPS);
    }

    /**
     * The same as a Java record: each component takes the member of its name, where {@code exitCode} is also
     * {@code exit_code}. A component may be a number, {@code boolean}, {@code String} (text, or an enum's name), a Java
     * enum with a constant of the enumerator's name, {@link Address}, {@link EnumValue}, {@link Struct}, {@code Object},
     * a record, a {@code List} or an array of these. A number has to fit; of 64 unsigned bits, a {@code long} takes the
     * bits.
     *
     * @throws BpfException if a component has no member, or cannot hold it; it names the component
     */
    public <R extends Record> R as(Class<R> type) {
        return RecordType.of(type).of(this);
    }

    Shape shape() {
        return shape;
    }

    Object value(int index) {
        return values[index];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Struct struct
                && (shape == struct.shape
                        || shape.type().equals(struct.shape.type())
                                && shape.names().equals(struct.shape.names()))
                && Arrays.equals(values, struct.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    /** As a C initializer, which {@link Encoder} reads back: {@code {.pid = 42, .comm = "sh"}}. */
    @Override
    public String toString() {
        return CText.of(this);
    }
}
