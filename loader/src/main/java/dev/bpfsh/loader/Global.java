// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.btf.BtfType.Placed;
import dev.bpfsh.btf.BtfType.Variable;
import dev.bpfsh.btf.CText;
import dev.bpfsh.btf.Codec;
import dev.bpfsh.btf.ScalarCodec;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Topic;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * A global variable of an object's programs, or a part of one, read and set in its own memory.
 *
 * <pre>{@code
 * var max = object.global("cfg").at("limits[2].max");
 * max.set(7);
 * object.global("cfg").set("{.name = \"mine\", .limits = {{0, 5}}}");
 * }</pre>
 */
public final class Global {
    /** No type: a variable's may be 0, {@code void}, in damaged BTF. */
    private static final int PART = -1;

    private final Globals section;
    private final String name;
    // Of a part, its codec tells.
    private final int type;
    private final int offset;
    private final int size;
    // Made when it is first wanted: a variable whose type has no values can still be named.
    private volatile Codec codec;

    Global(Globals section, Variable variable, Placed place) {
        this.section = section;
        this.name = variable.name();
        this.type = variable.type();
        this.offset = place.offset();
        this.size = place.size();
    }

    private Global(Global whole, String path, Codec.Place place) {
        this.section = whole.section;
        this.name = join(whole.name, path);
        this.type = PART;
        this.offset = whole.offset + place.offset();
        boolean rest = place.tail() && place.codec().isFlexible();
        this.size = rest ? whole.size - place.offset() : place.codec().size();
        this.codec = place.codec();
    }

    private static String join(String name, String path) {
        return path.startsWith("[") ? name + path : name + "." + path;
    }

    /** The C name; of a part, the way to it: {@code cfg.limits[2]}. */
    public String name() {
        return name;
    }

    /** The section that it is in. */
    public Globals section() {
        return section;
    }

    /** The declaration in C: {@code int my_pid}. */
    public String declaration() {
        return type == PART ? codec.declare(name) : section.btf().declare(type, name);
    }

    /** Where it lies in its section, in bytes; of a bit field, where its first byte does. */
    public int offset() {
        return offset;
    }

    /** How many bytes it takes. */
    public int size() {
        return size;
    }

    /**
     * A part of it, as a variable of its own.
     *
     * @param path such as {@code limits[2].max}
     * @throws BpfException if there is no such member or element; near names are offered
     */
    public Global at(String path) {
        var place = codec().place(path, name);
        if (place.offset() > size - place.codec().size()) {
            var cause = "lies outside of " + name + ", which has " + size + " bytes";
            throw new BpfException("find", join(name, path), cause, null, List.of(), null).about(Topic.MAPS);
        }
        return new Global(this, path, place);
    }

    /**
     * Its value, as {@link dev.bpfsh.btf.Decoder} says; after load this is what programs see and write. One that is an
     * aligned scalar is read as a whole; of a struct, programs may write one member while another is read.
     *
     * <pre>{@code minimal.global("my_pid").get()}</pre>
     *
     * @throws IllegalStateException if the object is closed
     */
    public Object get() {
        var codec = codec();
        return codec instanceof ScalarCodec scalar
                ? scalar.valueOf(section.word(offset, codec.size()))
                : codec.decode(section.read(offset, size));
    }

    /** The value of a part: {@code at(path).get()}. */
    public Object get(String path) {
        return at(path).get();
    }

    /**
     * Its value as a number, an enum's or pointer's too; of an unsigned 64-bit variable the bits. No object is made for
     * it.
     *
     * <pre>{@code minimal.global("my_pid").getLong()}</pre>
     *
     * @throws IllegalStateException if the object is closed
     * @throws BpfException if it is no whole number of at most 64 bits
     */
    public long getLong() {
        if (codec() instanceof ScalarCodec scalar && scalar.isWhole()) {
            return scalar.longOf(section.word(offset, scalar.size()));
        }
        return number(get(), "no integer");
    }

    /**
     * The numbers of an array, each as {@link #getLong()} says: the slots of a histogram, the counts of all CPUs.
     *
     * @throws IllegalStateException if the object is closed
     * @throws BpfException if it is no array of whole numbers
     */
    public long[] getLongs() {
        var elements = get() instanceof List<?> list ? list : List.of("");
        return elements.stream()
                .mapToLong(element -> number(element, "no array of integers"))
                .toArray();
    }

    private long number(Object value, String what) {
        if (value instanceof BigInteger big && big.bitLength() <= Long.SIZE) {
            return big.longValue();
        } else if (value instanceof Number number && !(value instanceof Float || value instanceof Double)) {
            return number.longValue();
        }
        throw new BpfException("get", name, "is " + declaration() + ", " + what, null, List.of(), "use get()")
                .about(Topic.MAPS);
    }

    /**
     * Sets it. Before load this is the value that the kernel's copy begins with; after load programs see it at once:
     * an aligned scalar changes as a whole, a struct or array byte by byte. What is not named in a struct's value becomes
     * 0, as in C; to keep the rest, set the part: {@link #at}. A bit field is set by reading and writing the word around
     * it, so a program that writes its neighbour at the same time may have that undone.
     *
     * <pre>{@code minimal.global("my_pid").set(pid())}</pre>
     *
     * @param value what {@link dev.bpfsh.btf.Encoder} takes for the type
     * @throws IllegalStateException if the object is closed, or the section is read-only by now
     * @throws BpfException if the value does not fit the type: too large, too long, of another kind
     */
    public void set(Object value) {
        section.requireWritable(name);
        var codec = codec();
        if (codec instanceof ScalarCodec scalar) {
            section.word(name, offset, codec.size(), scalar.wordOf(value, name));
        } else if (codec.isBitField()) {
            section.update(this, codec, value);
        } else {
            var bytes = codec.encode(value, name);
            if (bytes.length > size) {
                var cause = "has " + size + " bytes, and the value takes " + bytes.length;
                throw new BpfException("set", name, cause, null, List.of(), null).about(Topic.MAPS);
            }
            section.write(name, offset, Arrays.copyOf(bytes, size));
        }
    }

    /** Sets a part, and keeps the rest: {@code at(path).set(value)}. */
    public void set(String path, Object value) {
        at(path).set(value);
    }

    /**
     * Sets it to a number, without an object for it: the way back of {@link #getLong()}.
     *
     * @throws IllegalStateException if the object is closed, or the section is read-only by now
     * @throws BpfException if it does not fit
     */
    public void setLong(long value) {
        boolean whole = codec() instanceof ScalarCodec scalar
                && scalar.isWhole()
                && (scalar.size() == Long.BYTES || scalar.longOf(value) == value);
        if (whole) {
            section.requireWritable(name);
            section.word(name, offset, codec.size(), value);
        } else {
            set(value);
        }
    }

    /**
     * Its changes from now on, as they are seen by looking at it once a period: see {@link Watch}.
     *
     * <pre>{@code
     * try (var watch = minimal.global("my_pid").watch(millis(50))) {
     *     minimal.bss().set("my_pid", 7);
     *     System.out.println(watch.next());
     * }
     * }</pre>
     *
     * @throws IllegalStateException if the object is closed
     */
    public Watch watch(Duration period) {
        return section.watch(this, period);
    }

    Object decode(byte[] sectionBytes) {
        return codec().decode(Arrays.copyOfRange(sectionBytes, offset, offset + size));
    }

    byte[] bytes() {
        return section.read(offset, size);
    }

    Object decodeOwn(byte[] bytes) {
        return codec().decode(bytes);
    }

    private Codec codec() {
        var made = codec;
        if (made == null) {
            made = section.codec(type);
            if (made.size() > size) {
                var cause = "takes " + made.size() + " bytes, and its place has " + size;
                throw new BpfException("find", name, cause, null, List.of(), null).about(Topic.MAPS);
            }
            codec = made;
        }
        return made;
    }

    @Override
    public String toString() {
        return declaration() + " = " + CText.of(get());
    }
}
