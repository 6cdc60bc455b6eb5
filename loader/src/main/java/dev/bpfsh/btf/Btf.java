// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import dev.bpfsh.btf.BtfType.Array;
import dev.bpfsh.btf.BtfType.Composite;
import dev.bpfsh.btf.BtfType.DataSection;
import dev.bpfsh.btf.BtfType.Enumeration;
import dev.bpfsh.btf.BtfType.Floating;
import dev.bpfsh.btf.BtfType.Int;
import dev.bpfsh.btf.BtfType.Modifier;
import dev.bpfsh.btf.BtfType.Pointer;
import dev.bpfsh.btf.BtfType.Typedef;
import dev.bpfsh.libbpf.BpfException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The types of a BPF object, read from its raw BTF. Types are numbered from 1, 0 is {@code void}; each is read when
 * it is first asked for.
 */
public final class Btf {
    private static final int POINTER_SIZE = 8;
    // A chain of typedefs and modifiers, or of arrays, that is longer than this is a loop made by damage.
    private static final int DEEPEST = 64;

    private final BtfReader reader;
    private final BtfType[] read;

    private Btf(BtfReader reader) {
        this.reader = reader;
        this.read = new BtfType[reader.count()];
    }

    /**
     * Reads the header and where each type begins.
     *
     * @param raw what {@code btf__raw_data} gives, in either byte order; empty means no types at all
     * @throws BpfException if it is damaged
     */
    public static Btf parse(byte[] raw) {
        return new Btf(new BtfReader(raw));
    }

    /**
     * Reads every type and follows its references, for whoever will not: see {@link Soundness}.
     *
     * @throws BpfException if a type is damaged, refers to none, or is defined by itself
     */
    public void check() {
        new Soundness(this).check();
    }

    /** The byte order of the values that these types describe. */
    public ByteOrder order() {
        return reader.order();
    }

    /** How many types there are, {@code void} included. */
    public int count() {
        return read.length;
    }

    /**
     * The type with an id.
     *
     * @throws BpfException if there is no such id or the type's description is damaged
     */
    public BtfType type(int id) {
        if (id < 0 || id >= read.length) {
            throw damaged("there is no type " + id);
        }
        var type = read[id];
        if (type == null) {
            type = reader.type(id);
            read[id] = type;
        }
        return type;
    }

    /** All types of a kind. */
    public <T extends BtfType> Stream<T> all(Class<T> kind) {
        return IntStream.range(1, count())
                .mapToObj(this::type)
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    /** The data section of that name, such as {@code .bss}. */
    public Optional<DataSection> section(String name) {
        return all(DataSection.class)
                .filter(section -> section.name().equals(name))
                .findFirst();
    }

    /** What remains without typedefs and modifiers. */
    public BtfType resolve(int id) {
        for (int depth = 0; depth < DEEPEST; depth++) {
            var type = type(id);
            if (type instanceof Typedef typedef) {
                id = typedef.target();
            } else if (type instanceof Modifier modifier) {
                id = modifier.target();
            } else {
                return type;
            }
        }
        throw damaged("type " + id + " is defined by itself");
    }

    /**
     * Bytes that a value of the type takes, {@code sizeof} in C.
     *
     * @throws BpfException if the type has no size, as a function has none
     */
    public int sizeOf(int id) {
        return sizeOf(id, DEEPEST);
    }

    private int sizeOf(int id, int depth) {
        if (depth == 0) {
            throw damaged("type " + id + " is defined by itself");
        }
        var type = resolve(id);
        if (type instanceof Int integer) {
            return integer.size();
        } else if (type instanceof Floating floating) {
            return floating.size();
        } else if (type instanceof Enumeration enumeration) {
            return enumeration.size();
        } else if (type instanceof Composite composite) {
            return composite.size();
        } else if (type instanceof Pointer) {
            return POINTER_SIZE;
        } else if (type instanceof Array array) {
            long size = (long) sizeOf(array.element(), depth - 1) * array.count();
            if (size > Integer.MAX_VALUE) {
                throw damaged("an array of " + size + " bytes");
            }
            return (int) size;
        }
        throw damaged("type " + id + " (" + type.getClass().getSimpleName() + ") has no size");
    }

    /** A declaration of {@code name} with this type, as C writes it: {@code char comm[16]}. */
    public String declare(int id, String name) {
        return new Declaration(this).of(id, name);
    }

    static BpfException damaged(String why) {
        return new BpfException(
                "read", "BTF", why, null, List.of(), "compile the object again: clang -g -O2 -target bpf");
    }

    /** A buffer over bytes in these types' byte order. */
    ByteBuffer over(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(order());
    }
}
