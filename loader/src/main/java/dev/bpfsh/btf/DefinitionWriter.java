// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import dev.bpfsh.btf.BtfType.Array;
import dev.bpfsh.btf.BtfType.Composite;
import dev.bpfsh.btf.BtfType.Enumeration;
import dev.bpfsh.btf.BtfType.Forward;
import dev.bpfsh.btf.BtfType.Member;
import dev.bpfsh.btf.BtfType.Modifier;
import dev.bpfsh.btf.BtfType.Pointer;
import dev.bpfsh.btf.BtfType.Prototype;
import dev.bpfsh.btf.BtfType.TypeTag;
import dev.bpfsh.btf.BtfType.Typedef;
import dev.bpfsh.libbpf.BpfException;
import java.util.Arrays;

/** Writes single definitions and declarations, token for token as libbpf's {@code btf_dump} does, where it is new
 * enough to write {@code (void)} for no parameters. */
final class DefinitionWriter {
    private static final int DEEPEST = 256;
    // Most declarations are made of no more types than this.
    private static final int FEW = 8;

    private final Btf btf;
    private final UniqueNames names;
    private final DefinitionText text;
    private final BitPadding padding;
    private int depth;

    DefinitionWriter(Btf btf, UniqueNames names, DefinitionText text) {
        this.btf = btf;
        this.names = names;
        this.text = text;
        this.padding = new BitPadding(text);
    }

    /** {@code struct name}, {@code union name} or {@code enum name}. */
    void name(int id) {
        var type = btf.type(id);
        var keyword = type instanceof Enumeration ? "enum" : isUnion(type) ? "union" : "struct";
        text.add(keyword).add(spaced(names.tag(id)));
    }

    private static boolean isUnion(BtfType type) {
        return type instanceof Composite composite && composite.isUnion()
                || type instanceof Forward forward && forward.isUnion();
    }

    private static String spaced(String name) {
        return name.isEmpty() ? "" : " " + name;
    }

    /** A struct or union with its members, and with padding where the compiler would not leave the same holes. */
    void define(int id, Composite composite, int level) {
        boolean packed = !composite.isUnion() && btf.alignment().isPacked(composite);
        int alignment = btf.alignOf(id);
        name(id);
        text.add(" {");
        long end = 0;
        boolean afterBitField = false;
        for (var member : composite.members()) {
            boolean bitField = member.bitSize() != 0;
            int aligned = packed ? 1 : btf.alignOf(member.type());
            padding.fill(end, member.bitOffset(), aligned, afterBitField && bitField, level + 1);
            text.line(level + 1);
            declare(member.type(), member.name(), level + 1);
            text.add(bitField ? ": " + member.bitSize() + ";" : ";");
            end = member.bitOffset() + (bitField ? member.bitSize() : 8L * size(member));
            afterBitField = bitField;
        }
        if (!composite.isUnion()) {
            padding.fill(end, 8L * composite.size(), alignment, false, level + 1);
        }
        if (!composite.members().isEmpty() || composite.size() > 0) {
            text.line(level);
        }
        text.add(packed ? "} __attribute__((packed))" : "}");
    }

    private int size(Member member) {
        try {
            return btf.sizeOf(member.type());
        } catch (BpfException none) {
            return 0;
        }
    }

    /** An enum with its values. */
    void define(int id, Enumeration enumeration, int level) {
        name(id);
        if (enumeration.values().isEmpty()) {
            return;
        }
        text.add(" {");
        boolean wide = btf.kind(id) == BtfKind.ENUM64;
        boolean needsMore = false;
        for (var value : enumeration.values()) {
            long number = value.value();
            needsMore |= wide && number >>> Integer.SIZE != 0;
            text.line(level + 1)
                    .add(names.enumerator(value.name()))
                    .add(" = ")
                    .add(enumeration.signed() ? Long.toString(number) : Long.toUnsignedString(number))
                    .add(!wide ? "," : enumeration.signed() ? "LL," : "ULL,");
        }
        text.line(level).add("}");
        if (enumeration.size() == 1) {
            text.add(" __attribute__((mode(byte)))");
        } else if (enumeration.size() == 8 && !needsMore) {
            text.add(" __attribute__((mode(word)))");
        }
    }

    /**
     * A declaration of a name with a type. C writes it around the name: what the type is made of at last comes first,
     * then outwards what is made of that.
     */
    void declare(int id, String name, int level) {
        var chain = new int[FEW];
        int length = 0;
        for (int next = id; ; next = target(next)) {
            if (length == DEEPEST) {
                throw Btf.damaged("type " + id + " is defined by itself");
            }
            chain = length == chain.length ? Arrays.copyOf(chain, DEEPEST) : chain;
            chain[length++] = next;
            if (target(next) < 0) {
                break;
            }
        }
        new Chain(chain, length, name, level).write();
    }

    /** What a pointer, an array and such are made of; -1 for what has a name or members of its own. */
    private int target(int id) {
        var type = btf.type(id);
        if (type instanceof Pointer pointer) {
            return pointer.target();
        } else if (type instanceof Modifier modifier) {
            return modifier.target();
        } else if (type instanceof TypeTag tag) {
            return tag.target();
        } else if (type instanceof Array array) {
            return array.element();
        } else if (type instanceof Prototype prototype) {
            return prototype.result();
        }
        return -1;
    }

    /** The types between a name and what it is at last, which is the end of the array and written first. */
    private final class Chain {
        private final int[] ids;
        private final String name;
        private final int level;
        private int left;

        Chain(int[] ids, int length, String name, int level) {
            this.ids = ids;
            this.left = length;
            this.name = name;
            this.level = level;
        }

        void write() {
            if (++depth > DEEPEST) {
                throw Btf.damaged("a type contains itself");
            }
            inward();
            depth--;
        }

        private void inward() {
            boolean afterPointer = true;
            while (left > 0) {
                text.step();
                int id = ids[--left];
                var type = btf.type(id);
                if (type instanceof Array array) {
                    array(array, afterPointer);
                    return;
                } else if (type instanceof Prototype prototype) {
                    function(prototype, afterPointer);
                    return;
                } else if (type instanceof Pointer) {
                    text.add(afterPointer ? "*" : " *");
                } else if (type instanceof Modifier modifier) {
                    text.add(" ").add(modifier.keyword());
                } else {
                    modifiersBefore();
                    base(id, type);
                }
                afterPointer = type instanceof Pointer;
            }
            name(afterPointer);
        }

        private void base(int id, BtfType type) {
            if (type instanceof Composite composite && composite.name().isEmpty()) {
                define(id, composite, level);
            } else if (type instanceof Enumeration enumeration
                    && enumeration.name().isEmpty()) {
                define(id, enumeration, level);
            } else if (type instanceof Composite || type instanceof Enumeration || type instanceof Forward) {
                DefinitionWriter.this.name(id);
            } else if (type instanceof Typedef) {
                text.add(names.identifier(id));
            } else if (type instanceof TypeTag tag) {
                text.add(" __attribute__((btf_type_tag(\"" + tag.name() + "\")))");
            } else if (type instanceof BtfType.Int || type instanceof BtfType.Floating) {
                text.add(type.name());
            } else if (type instanceof BtfType.Void) {
                text.add("void");
            } else {
                throw Btf.damaged("type " + id + " (" + btf.kind(id).word() + ") stands where C has none");
            }
        }

        // Behind a pointer const stands behind the star, before all else it stands in front.
        private void modifiersBefore() {
            while (left > 0 && btf.type(ids[left - 1]) instanceof Modifier modifier) {
                text.add(modifier.keyword()).add(" ");
                left--;
            }
        }

        // A const array or function is GCC's way to say that of its elements, or noreturn; C has no place for it.
        private void dropModifiers() {
            while (left > 0
                    && (btf.type(ids[left - 1]) instanceof Modifier || btf.type(ids[left - 1]) instanceof TypeTag)) {
                left--;
            }
        }

        private void array(Array array, boolean afterPointer) {
            dropModifiers();
            if (left == 0) {
                name(afterPointer);
            } else {
                boolean inner = btf.type(ids[left - 1]) instanceof Array;
                text.add(name.isEmpty() || afterPointer ? "" : " ").add(inner ? "" : "(");
                write();
                text.add(inner ? "" : ")");
            }
            text.add("[" + array.count() + "]");
        }

        private void function(Prototype prototype, boolean afterPointer) {
            dropModifiers();
            if (left > 0) {
                text.add(" (");
                write();
                text.add(")");
            } else {
                name(afterPointer);
            }
            text.add("(");
            parameters(prototype);
            text.add(")");
        }

        private void parameters(Prototype prototype) {
            var parameters = prototype.parameters();
            int last = parameters.size() - 1;
            if (last < 0) {
                text.add("void");
            }
            for (int i = 0; i <= last; i++) {
                var parameter = parameters.get(i);
                if (i == last && parameter.type() == 0) {
                    // Alone it is what clang makes of (void).
                    text.add(i == 0 ? "void" : ", ...");
                } else {
                    text.add(i == 0 ? "" : ", ");
                    declare(parameter.type(), parameter.name(), level);
                }
            }
        }

        private void name(boolean afterPointer) {
            text.add(name.isEmpty() || afterPointer ? "" : " ").add(name);
        }
    }
}
