// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import dev.bpfsh.btf.BtfType.Array;
import dev.bpfsh.btf.BtfType.Composite;
import dev.bpfsh.btf.BtfType.Enumeration;
import dev.bpfsh.btf.BtfType.Forward;
import dev.bpfsh.btf.BtfType.Modifier;
import dev.bpfsh.btf.BtfType.Pointer;
import dev.bpfsh.btf.BtfType.Prototype;
import dev.bpfsh.btf.BtfType.TypeTag;

/** Writes declarations as C does, from the inside out: the name first, what it is around it. */
record Declaration(Btf btf) {
    private static final int DEEPEST = 64;
    // Functions that take functions that take functions double the text at each step, in damaged BTF without end.
    private static final int LONGEST = 1 << 16;

    String of(int id, String name) {
        return of(id, name, DEEPEST).strip();
    }

    private String of(int id, String inner, int depth) {
        if (depth == 0) {
            throw Btf.damaged("type " + id + " is defined by itself");
        }
        var type = btf.type(id);
        if (type instanceof Pointer pointer) {
            var target = btf.type(pointer.target());
            boolean bind = target instanceof Array || target instanceof Prototype;
            return of(pointer.target(), bind ? "(*" + inner + ")" : "*" + inner, depth - 1);
        } else if (type instanceof Array array) {
            return of(array.element(), inner + "[" + (array.count() == 0 ? "" : array.count()) + "]", depth - 1);
        } else if (type instanceof Prototype prototype) {
            return of(prototype.result(), inner + parameters(prototype, depth), depth - 1);
        } else if (type instanceof Modifier modifier) {
            return modified(modifier, inner, depth);
        } else if (type instanceof TypeTag tag) {
            return of(tag.target(), inner, depth - 1);
        }
        return plain(type) + " " + inner;
    }

    private String modified(Modifier modifier, String inner, int depth) {
        // A const pointer has its const behind the star, everything else has it in front.
        return btf.type(modifier.target()) instanceof Pointer
                ? of(modifier.target(), " " + modifier.keyword() + " " + inner, depth - 1)
                : modifier.keyword() + " " + of(modifier.target(), inner, depth - 1);
    }

    private String parameters(Prototype prototype, int depth) {
        var text = new StringBuilder("(");
        for (var parameter : prototype.parameters()) {
            text.append(text.length() == 1 ? "" : ", ")
                    .append(
                            parameter.type() == 0
                                    ? "..."
                                    : of(parameter.type(), parameter.name(), depth - 1)
                                            .strip());
            if (text.length() > LONGEST) {
                throw Btf.damaged("a function's parameters take more than " + LONGEST + " letters");
            }
        }
        return text.append(')').toString();
    }

    private static String plain(BtfType type) {
        if (type instanceof Composite composite) {
            return tagged(composite.isUnion() ? "union" : "struct", composite.name());
        } else if (type instanceof Enumeration enumeration) {
            return tagged("enum", enumeration.name());
        } else if (type instanceof Forward forward) {
            return tagged(forward.isUnion() ? "union" : "struct", forward.name());
        } else if (type instanceof BtfType.Void) {
            return "void";
        }
        return type.name();
    }

    private static String tagged(String keyword, String name) {
        return name.isEmpty() ? keyword + " {...}" : keyword + " " + name;
    }
}
