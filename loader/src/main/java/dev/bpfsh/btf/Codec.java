// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Topic;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;

/**
 * One type, made ready to turn many values of it from bytes into Java and back: BTF is read once, when it is made. What
 * becomes what is said in {@link Decoder} and {@link Encoder}. It can be used by several threads at once.
 *
 * <pre>{@code
 * var event = Codec.of(btf, type);
 * var struct = (Struct) event.decode(buffer, offset, length);
 * }</pre>
 */
public abstract sealed class Codec
        permits ScalarCodec, WideCodec, BitFieldCodec, FixedTextCodec, ArrayCodec, StructCodec {
    private final Btf btf;
    private final int type;
    private final int size;
    private final long values;

    Codec(Btf btf, int type, int size, long values) {
        this.btf = btf;
        this.type = type;
        this.size = size;
        this.values = values;
    }

    /**
     * Makes the codec of a type.
     *
     * @throws BpfException if the type has no values, as a function has none, or BTF is damaged
     */
    public static Codec of(Btf btf, int type) {
        return new Codecs(btf).of(type);
    }

    /** Bytes that a value takes, {@code sizeof} in C: without the elements of a flexible array. */
    public final int size() {
        return size;
    }

    /** The type in C: {@code struct event}. */
    public final String declaration() {
        return btf.declare(type, "");
    }

    /** A declaration of {@code name} with this type: {@code char comm[16]}. */
    public String declare(String name) {
        return btf.declare(type, name);
    }

    /** Whether it is part of a word only, and {@link #encodeOver} keeps the rest of the bytes. */
    public final boolean isBitField() {
        return this instanceof BitFieldCodec;
    }

    /** Whether a value may be longer than {@link #size()}: it ends with an array without a size. */
    public boolean isFlexible() {
        return false;
    }

    /** The byte order of the values. */
    public final ByteOrder order() {
        return btf.order();
    }

    /** How many Java values a decoded one is made of. */
    final long values() {
        return values;
    }

    final Btf btf() {
        return btf;
    }

    final int type() {
        return type;
    }

    /**
     * The value that these bytes hold; what is beyond the type's size belongs to its flexible array, if it has one.
     *
     * @throws BpfException if the bytes are too few
     */
    public final Object decode(byte[] bytes) {
        return decode(btf.over(bytes), 0, bytes.length);
    }

    /**
     * The value that part of a buffer holds, without a copy in between.
     *
     * @param bytes its position does not matter, and nothing of it is changed; one in {@link #order()} is the quickest
     * @throws BpfException if the bytes are too few
     * @throws IndexOutOfBoundsException if the part lies outside of the buffer
     */
    public final Object decode(ByteBuffer bytes, int at, int length) {
        Objects.checkFromIndexSize(at, length, bytes.limit());
        if (length < size) {
            throw new BpfException(
                            "decode",
                            declaration(),
                            "takes " + size + " bytes, here are " + length,
                            null,
                            List.of(),
                            null)
                    .about(Topic.MAPS);
        }
        var ordered = bytes.order() == btf.order() ? bytes : bytes.duplicate().order(btf.order());
        return read(ordered, at, at + length);
    }

    /**
     * The bytes of a value.
     *
     * @param name what the value is for, named in errors
     * @throws BpfException if the value is out of range, too long, or of the wrong kind
     */
    public final byte[] encode(Object value, String name) {
        var bytes = new Bytes(size, btf.order());
        write(bytes, 0, true, value, Where.of(name));
        return bytes.array();
    }

    /**
     * These bytes with a value put over them. A bit field changes its own bits alone; anything else is put whole, as an
     * assignment does in C.
     *
     * @param bytes are not changed
     * @param name what the value is for, named in errors
     * @throws BpfException if the value is out of range, too long, or of the wrong kind
     */
    public final byte[] encodeOver(byte[] bytes, Object value, String name) {
        if (!isBitField()) {
            return encode(value, name);
        }
        var out = new Bytes(bytes, btf.order());
        write(out, 0, false, value, Where.of(name));
        return out.array();
    }

    /**
     * Where a part of the value lies, and its codec.
     *
     * @param path such as {@code a.b[2].c}
     * @param name what the value is, named in errors
     * @throws BpfException if there is no such member or element
     */
    public final Place place(String path, String name) {
        return place(MemberPath.parse(path).steps(), true, Where.of(name));
    }

    final Place place(List<MemberPath.Step> steps, boolean tail, Where where) {
        var place = new Place(this, 0, tail, false);
        for (var step : steps) {
            place = place.codec().part(place, step, where);
            where = where.then(step);
        }
        return place;
    }

    /**
     * @param end where the bytes end that a flexible array may take, in a value that lies at the end
     */
    abstract Object read(ByteBuffer bytes, int at, int end);

    /**
     * @param tail whether the value lies at the end, so that its flexible array may take more bytes
     */
    abstract void write(Bytes bytes, int at, boolean tail, Object value, Where where);

    /** One step into a value of this type that lies at {@code place}. */
    Place part(Place place, MemberPath.Step step, Where where) {
        throw new BpfException("find", where.then(step).toString(), noParts(), null, List.of(), null).about(Topic.MAPS);
    }

    private String noParts() {
        return declaration() + " has no members and no elements";
    }

    /**
     * A part of a value.
     *
     * @param codec of that part
     * @param offset of its first byte from the beginning of the whole
     * @param tail whether it lies at the end of the whole
     * @param shared whether it lies in a union
     */
    public record Place(Codec codec, int offset, boolean tail, boolean shared) {}
}
