// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import dev.bpfsh.btf.BtfType.Array;
import dev.bpfsh.btf.BtfType.Composite;
import dev.bpfsh.btf.BtfType.Enumeration;
import dev.bpfsh.btf.BtfType.Floating;
import dev.bpfsh.btf.BtfType.Int;
import dev.bpfsh.btf.BtfType.Member;
import dev.bpfsh.btf.BtfType.Modifier;
import dev.bpfsh.btf.BtfType.TypeTag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes codecs, one for each type. What BTF says of sizes and places is checked here, so that no access need be. */
final class Codecs {
    // Damaged BTF can nest without end; an honest kernel struct nests some ten deep.
    private static final int DEEPEST = 64;
    private static final long MOST_VALUES = 1 << 20;
    // A byte is eight bit fields, each of them in some members of a union.
    private static final int VALUES_OF_A_BYTE = 64;

    private final Btf btf;
    private final Map<Integer, Codec> made = new HashMap<>();
    private int depth;

    Codecs(Btf btf) {
        this.btf = btf;
    }

    synchronized Codec of(int type) {
        int id = type;
        // A type is named by its typedef, and is not another one for being const.
        for (int i = 0; i < DEEPEST; i++) {
            if (btf.type(id) instanceof Modifier modifier) {
                id = modifier.target();
            } else if (btf.type(id) instanceof TypeTag tag) {
                id = tag.target();
            }
        }
        var codec = made.get(id);
        if (codec != null) {
            return codec;
        }
        if (++depth > DEEPEST) {
            depth = 0;
            throw Btf.damaged("type " + id + " contains itself");
        }
        try {
            codec = make(id);
        } finally {
            depth = Math.max(depth - 1, 0);
        }
        if (codec.values() > MOST_VALUES && codec.values() / VALUES_OF_A_BYTE > codec.size()) {
            throw Btf.damaged("type " + id + " holds " + codec.values() + " values in " + codec.size() + " bytes");
        }
        made.put(id, codec);
        return codec;
    }

    private Codec make(int id) {
        var type = btf.resolve(id);
        if (type instanceof Int integer) {
            return integer(id, integer);
        } else if (type instanceof Enumeration enumeration) {
            requireWord(enumeration.size(), "an enum");
            return new EnumCodec(btf, id, enumeration);
        } else if (type instanceof Floating floating) {
            if (floating.size() != Float.BYTES && floating.size() != Double.BYTES) {
                throw Btf.damaged("a floating point number of " + floating.size() + " bytes");
            }
            return new FloatingCodec(btf, id, floating.size());
        } else if (type instanceof BtfType.Pointer) {
            return new AddressCodec(btf, id);
        } else if (type instanceof Array array) {
            return array(id, array);
        } else if (type instanceof Composite composite) {
            return composite(id, composite);
        }
        throw Btf.damaged("type " + id + " has no values");
    }

    private Codec integer(int id, Int integer) {
        if (integer.size() == WideCodec.SIZE) {
            return new WideCodec(btf, id, integer.signed());
        }
        requireWord(integer.size(), "an integer");
        return integer.isBool()
                ? new BoolCodec(btf, id, integer.size())
                : new IntegerCodec(btf, id, integer.size(), integer.signed());
    }

    private static void requireWord(int size, String what) {
        if (size != 1 && size != 2 && size != 4 && size != 8) {
            throw Btf.damaged(what + " of " + size + " bytes");
        }
    }

    private Codec array(int id, Array array) {
        var element = of(array.element());
        if ((long) element.size() * array.count() > Integer.MAX_VALUE) {
            throw Btf.damaged("an array of " + (long) element.size() * array.count() + " bytes");
        }
        boolean text = btf.resolve(array.element()) instanceof Int letter && letter.isChar() && letter.size() == 1;
        var codec = new ArrayCodec(btf, id, element, array.count(), text);
        return text ? new FixedTextCodec(codec) : codec;
    }

    private Codec composite(int id, Composite composite) {
        var slots = new ArrayList<Slot>();
        collect(composite, 0, true, false, true, slots, new HashSet<>(), 0);
        long values =
                1 + slots.stream().mapToLong(slot -> slot.codec().values()).sum();
        return new StructCodec(btf, id, composite.size(), values, slots);
    }

    private void collect(
            Composite composite,
            int at,
            boolean tail,
            boolean shared,
            boolean follows,
            List<Slot> slots,
            Set<String> names,
            int nested) {
        if (nested > DEEPEST) {
            throw Btf.damaged("a struct contains itself");
        }
        var members = composite.members();
        for (int i = 0; i < members.size(); i++) {
            var member = members.get(i);
            boolean last = tail && (composite.isUnion() || i == members.size() - 1);
            boolean next = follows && (!composite.isUnion() || i == 0);
            boolean union = shared || composite.isUnion();
            var codec = codec(member);
            int bits = member.bitOffset() < 0 ? -1 : member.bitOffset() / Byte.SIZE;
            if (bits < 0 || (long) bits + codec.size() > composite.size()) {
                throw Btf.damaged("member " + member.name() + " lies outside of " + composite.name());
            }
            boolean anonymous = member.name().isEmpty() && member.bitSize() == 0;
            if (anonymous && btf.resolve(member.type()) instanceof Composite inner) {
                collect(inner, at + bits, last, union, next, slots, names, nested + 1);
            } else if (!member.name().isEmpty() && names.add(member.name())) {
                slots.add(new Slot(member.name(), codec, at + bits, last, union, next));
            }
        }
    }

    private Codec codec(Member member) {
        var whole = of(member.type());
        if (member.bitSize() == 0) {
            return whole;
        }
        if (!(whole instanceof ScalarCodec || whole instanceof WideCodec)
                || member.bitSize() > whole.size() * Byte.SIZE
                || member.bitSize() < 0) {
            throw Btf.damaged("a bit field of " + member.bitSize() + " bits that is " + whole.declaration());
        }
        return new BitFieldCodec(whole, Math.floorMod(member.bitOffset(), Byte.SIZE), member.bitSize());
    }
}
