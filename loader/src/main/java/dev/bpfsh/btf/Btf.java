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
import dev.bpfsh.btf.BtfType.TypeTag;
import dev.bpfsh.btf.BtfType.Typedef;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Topic;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The types of a BPF object, of the kernel or of one of its modules, read from raw BTF. Types are numbered from 1, 0 is
 * {@code void}; each is read when it is first asked for, and the index by name is made when the first name is. Where
 * the kernel's types come from: {@link KernelBtf}.
 */
public final class Btf {
    private static final int POINTER_SIZE = 8;
    // A chain of typedefs and modifiers, or of arrays, that is longer than this is a loop made by damage.
    private static final int DEEPEST = 64;

    private final Btf base;
    private final BtfSections sections;
    private final BtfType[] read;
    private final Alignment alignment = new Alignment(this);
    private volatile NameIndex names;

    private Btf(byte[] raw, Btf base) {
        this.base = base;
        this.sections = new BtfSections(raw, base == null ? null : base.sections);
        this.read = new BtfType[sections.count() - sections.firstId()];
    }

    /**
     * Reads the header and where each type begins.
     *
     * @param raw what {@code btf__raw_data} gives, in either byte order; empty means no types at all
     * @throws BpfException if it is damaged
     */
    public static Btf parse(byte[] raw) {
        return new Btf(raw, null);
    }

    /**
     * Split BTF, such as a module's: its ids and its strings go on where those of the base end.
     *
     * @param raw the part that is not in the base
     * @throws BpfException if it is damaged, or not of the base's byte order
     */
    public static Btf parse(byte[] raw, Btf base) {
        return new Btf(raw, Objects.requireNonNull(base));
    }

    /**
     * Reads every type and follows its references, for whoever will not: see {@link Soundness}. Those of a base are
     * not among them.
     *
     * @throws BpfException if a type is damaged, refers to none, or is defined by itself
     */
    public void check() {
        new Soundness(this).check();
    }

    /** The byte order of the values that these types describe. */
    public ByteOrder order() {
        return sections.order();
    }

    /** How many types there are, {@code void} and those of the base included: one more than the last id. */
    public int count() {
        return sections.count();
    }

    /** The id of the first type that is not of the base; 1 where there is no base. */
    public int firstId() {
        return sections.firstId();
    }

    /**
     * The type with an id.
     *
     * @throws BpfException if there is no such id or the type's description is damaged
     */
    public BtfType type(int id) {
        requireType(id);
        if (id == 0) {
            return new BtfType.Void();
        } else if (id < firstId()) {
            return base.type(id);
        }
        var type = read[id - firstId()];
        if (type == null) {
            type = new BtfReader(sections, id).read();
            read[id - firstId()] = type;
        }
        return type;
    }

    /**
     * The kind of the type with an id, which is known without reading the type.
     *
     * @throws BpfException if there is no such id
     */
    public BtfKind kind(int id) {
        requireType(id);
        if (id == 0) {
            return BtfKind.VOID;
        }
        return id < firstId() ? base.kind(id) : sections.kind(id);
    }

    private void requireType(int id) {
        if (id < 0 || id >= count()) {
            throw damaged("there is no type " + id);
        }
    }

    /** All types of a kind, those of the base included. */
    public <T extends BtfType> Stream<T> all(Class<T> kind) {
        return IntStream.range(1, count())
                .filter(id -> kind.isAssignableFrom(kind(id).record()))
                .mapToObj(this::type)
                .map(kind::cast);
    }

    /** The data section of that name, such as {@code .bss}. */
    public Optional<DataSection> section(String name) {
        return named(name)
                .filter(id -> kind(id) == BtfKind.DATASEC)
                .mapToObj(id -> (DataSection) type(id))
                .findFirst();
    }

    /**
     * The type of that name.
     *
     * @param name as C writes it: {@code task_struct}, {@code struct task_struct}, {@code enum pid_type}
     * @throws BpfException if there is none, with names that are near, or if there are several, with what they are
     */
    public BtfType find(String name) {
        return type(id(name));
    }

    /**
     * The type of that name and kind.
     *
     * @throws BpfException if there is none, with names that are near, or if there are several, with what they are
     */
    public <T extends BtfType> T find(String name, Class<T> kind) {
        return kind.cast(type(id(name, kind)));
    }

    /** The id of {@link #find(String)}; 0 for {@code void}. */
    public int id(String name) {
        return id(name, BtfType.class);
    }

    /** The id of {@link #find(String, Class)}. */
    public int id(String name, Class<? extends BtfType> kind) {
        return new TypeSearch(this, name, kind).id();
    }

    /** The ids of all types of that very name, of whatever kind, in order. */
    public IntStream named(String name) {
        var own = index().ids(name);
        return base == null ? own : IntStream.concat(base.named(name), own);
    }

    private NameIndex index() {
        // Two threads may make it at once, and either is as good.
        var index = names;
        if (index == null) {
            index = new NameIndex(sections);
            names = index;
        }
        return index;
    }

    /** The name of a type; empty where damage has put it outside. */
    String nameOf(int id) {
        if (id < firstId()) {
            return id == 0 ? "" : base.nameOf(id);
        }
        try {
            return sections.glance(sections.word(id, BtfSections.NAME));
        } catch (BpfException damaged) {
            return "";
        }
    }

    /** Tells the types that one refers to; they need not exist. */
    void references(int id, IntConsumer told) {
        if (id < firstId()) {
            base.references(id, told);
        } else {
            sections.references(id, told);
        }
    }

    /** How many 32-bit words describe all the types: what a text or a layout can at most have reason to say. */
    int extent() {
        return sections.size();
    }

    /** What remains without typedefs and modifiers. */
    public BtfType resolve(int id) {
        for (int depth = 0; depth < DEEPEST; depth++) {
            var type = type(id);
            if (type instanceof Typedef typedef) {
                id = typedef.target();
            } else if (type instanceof Modifier modifier) {
                id = modifier.target();
            } else if (type instanceof TypeTag tag) {
                id = tag.target();
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

    /**
     * What an address of such a value is a multiple of, {@code _Alignof} in C, as {@code btf__align_of} reckons: a
     * packed struct has 1, what has no size has 0.
     *
     * @throws BpfException if the type is damaged
     */
    public int alignOf(int id) {
        return alignment.of(id);
    }

    /** A declaration of {@code name} with this type, as C writes it: {@code char comm[16]}. */
    public String declare(int id, String name) {
        return new Declaration(this).of(id, name);
    }

    /**
     * Types as C defines them, and all that they need, in an order that compiles: what {@code bpftool btf dump ...
     * root_id ID format c} prints, and libbpf's {@code btf_dump__dump_type}. Of what is only pointed to there is a
     * declaration alone; a function or a variable defines nothing.
     *
     * @throws BpfException if a type is damaged or contains itself
     */
    public String define(int... ids) {
        var definitions = new Definitions(this);
        for (int id : ids) {
            definitions.add(id);
        }
        return definitions.toString();
    }

    Alignment alignment() {
        return alignment;
    }

    static BpfException damaged(String why) {
        return new BpfException(
                        "read", "BTF", why, null, List.of(), "compile the object again: clang -g -O2 -target bpf")
                .about(Topic.OBJECT);
    }

    /** A buffer over bytes in these types' byte order. */
    ByteBuffer over(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(order());
    }
}
