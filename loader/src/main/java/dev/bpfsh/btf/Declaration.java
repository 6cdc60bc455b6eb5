// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import dev.bpfsh.btf.BtfType.Array;
import dev.bpfsh.btf.BtfType.Composite;
import dev.bpfsh.btf.BtfType.Enumeration;
import dev.bpfsh.btf.BtfType.Forward;
import dev.bpfsh.btf.BtfType.Modifier;
import dev.bpfsh.btf.BtfType.Pointer;
import dev.bpfsh.btf.BtfType.Prototype;
import java.util.stream.Collectors;

/** Writes declarations as C does, from the inside out: the name first, what it is around it. */
record Declaration(Btf btf) {
    private static final int DEEPEST = 64;

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
        }
        return plain(type) + " " + inner;
    }

    private String modified(Modifier modifier, String inner, int depth) {
        if (modifier.keyword().isEmpty()) {
            return of(modifier.target(), inner, depth - 1);
        }
        // A const pointer has its const behind the star, everything else has it in front.
        return btf.type(modifier.target()) instanceof Pointer
                ? of(modifier.target(), " " + modifier.keyword() + " " + inner, depth - 1)
                : modifier.keyword() + " " + of(modifier.target(), inner, depth - 1);
    }

    private String parameters(Prototype prototype, int depth) {
        return prototype.parameters().stream()
                .map(parameter -> parameter.type() == 0
                        ? "..."
                        : of(parameter.type(), parameter.name(), depth - 1).strip())
                .collect(Collectors.joining(", ", "(", ")"));
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
