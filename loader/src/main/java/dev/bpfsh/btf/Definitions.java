// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import dev.bpfsh.btf.BtfType.Array;
import dev.bpfsh.btf.BtfType.Composite;
import dev.bpfsh.btf.BtfType.Enumeration;
import dev.bpfsh.btf.BtfType.Forward;
import dev.bpfsh.btf.BtfType.Int;
import dev.bpfsh.btf.BtfType.Modifier;
import dev.bpfsh.btf.BtfType.Pointer;
import dev.bpfsh.btf.BtfType.Prototype;
import dev.bpfsh.btf.BtfType.TypeTag;
import dev.bpfsh.btf.BtfType.Typedef;
import java.util.BitSet;
import java.util.Map;

/**
 * Definitions that compile one after the other: those that {@link DefinitionOrder} names, each after the declarations
 * that it still lacks. When such a declaration is written follows libbpf's {@code btf_dump}.
 */
final class Definitions {
    private static final int DEEPEST = 512;
    private static final String VA_LIST = "__builtin_va_list";
    // GCC has these built in where it compiles for Arm; nothing in BTF says so.
    private static final Map<String, String> BUILT_IN = Map.of(
            "__Poly8_t", "unsigned char",
            "__Poly16_t", "unsigned short",
            "__Poly64_t", "unsigned long long",
            "__Poly128_t", "unsigned __int128");

    private final Btf btf;
    private final DefinitionText text;
    private final DefinitionOrder order;
    private final UniqueNames names;
    private final DefinitionWriter writer;
    private final BitSet begun = new BitSet();
    private final BitSet done = new BitSet();
    private final BitSet declared = new BitSet();

    Definitions(Btf btf) {
        this.btf = btf;
        this.text = new DefinitionText(btf.extent());
        this.order = new DefinitionOrder(btf, text);
        this.names = new UniqueNames(btf);
        this.writer = new DefinitionWriter(btf, names, text);
        done.set(0);
    }

    void add(int id) {
        for (int each : order.of(id)) {
            write(each, 0, DEEPEST);
        }
    }

    /**
     * Writes what is missing of a type.
     *
     * @param within the type that refers to it; 0 means that its definition is wanted
     */
    private void write(int id, int within, int depth) {
        var type = btf.type(id);
        if (done.get(id)) {
            return;
        }
        text.step();
        if (depth == 0) {
            throw Btf.damaged("type " + id + " is defined by itself");
        }
        if (begun.get(id)) {
            writeBegun(id, type, within);
        } else if (type instanceof Composite composite) {
            write(id, composite, within, depth);
        } else if (type instanceof Typedef typedef) {
            write(id, typedef, depth);
        } else if (type instanceof Enumeration enumeration) {
            if (within == 0) {
                writer.define(id, enumeration, 0);
                text.add(";\n\n");
            }
            done.set(id);
        } else if (type instanceof Forward) {
            writer.name(id);
            text.add(";\n\n");
            done.set(id);
        } else if (type instanceof Int) {
            var builtIn = BUILT_IN.get(names.tag(id));
            if (builtIn != null) {
                text.add("typedef " + builtIn + " " + type.name() + ";\n\n");
            }
            done.set(id);
        } else if (type instanceof Pointer pointer) {
            write(pointer.target(), within, depth - 1);
        } else if (type instanceof Modifier modifier) {
            write(modifier.target(), within, depth - 1);
        } else if (type instanceof TypeTag tag) {
            write(tag.target(), within, depth - 1);
        } else if (type instanceof Array array) {
            write(array.element(), within, depth - 1);
        } else if (type instanceof Prototype prototype) {
            write(prototype.result(), within, depth - 1);
            for (var parameter : prototype.parameters()) {
                write(parameter.type(), within, depth - 1);
            }
        }
    }

    private void write(int id, Composite composite, int within, int depth) {
        boolean anonymous = composite.name().isEmpty();
        begun.set(id);
        if (within == 0 || anonymous) {
            for (var member : composite.members()) {
                write(member.type(), anonymous ? within : id, depth - 1);
            }
        } else if (!declared.get(id) && id != within) {
            declare(id);
        }
        if (within == 0) {
            writer.define(id, composite, 0);
            text.add(";\n\n");
            done.set(id);
        }
        begun.clear(id);
    }

    private void write(int id, Typedef typedef, int depth) {
        begun.set(id);
        write(typedef.target(), id, depth - 1);
        if (!declared.get(id)) {
            define(id, typedef);
        }
        begun.clear(id);
        done.set(id);
    }

    /** A type whose members refer back to it, or to something that does. */
    private void writeBegun(int id, BtfType type, int within) {
        if (declared.get(id)) {
            return;
        }
        if (type instanceof Composite composite) {
            if (id != within && !composite.name().isEmpty()) {
                declare(id);
            }
        } else if (type instanceof Typedef typedef) {
            define(id, typedef);
            declared.set(id);
        }
    }

    private void declare(int id) {
        writer.name(id);
        text.add(";\n\n");
        declared.set(id);
    }

    private void define(int id, Typedef typedef) {
        // Compilers have it built in, each its own.
        if (typedef.name().equals(VA_LIST)) {
            return;
        }
        text.add("typedef ");
        if (typedef.target() == 0 && typedef.name().equals("__gnuc_va_list")) {
            // Old GCC says that it is void.
            text.add(VA_LIST + " __gnuc_va_list");
        } else {
            writer.declare(typedef.target(), names.identifier(id), 0);
        }
        text.add(";\n\n");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
