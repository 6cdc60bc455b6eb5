// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import java.util.stream.Collectors;

/**
 * A type, to be read: {@link #toString()} is its layout for a struct or union, as pahole prints it, and its definition
 * in C with what it needs for any other.
 *
 * @param btf where it is described
 * @param id its number there
 */
public record TypeText(Btf btf, int id) {
    /**
     * The type of that name.
     *
     * @throws dev.bpfsh.libbpf.BpfException if there is none, or more than one; near names are offered
     */
    public static TypeText of(Btf btf, String name) {
        var plain = name.strip().replaceFirst("^(struct|union|enum) +", "");
        boolean composite = name.strip().startsWith("struct ") || name.strip().startsWith("union ");
        return new TypeText(btf, composite ? btf.id(plain, BtfType.Composite.class) : btf.id(plain));
    }

    /** The type. */
    public BtfType type() {
        return btf.type(id);
    }

    /**
     * Where its members lie.
     *
     * @throws dev.bpfsh.libbpf.BpfException if it is no struct or union
     */
    public Layout layout() {
        return Layout.of(btf, id);
    }

    /** Its definition in C, and all that it needs; of a data section, its variables. */
    public String definition() {
        return type() instanceof BtfType.DataSection section
                ? section.variables().stream()
                        .map(placed -> definition(placed.variable()))
                        .collect(Collectors.joining("\n"))
                : definition(id);
    }

    private String definition(int id) {
        var type = btf.type(id);
        if (type instanceof BtfType.Function function) {
            return btf.declare(function.prototype(), function.name()) + ";";
        }
        return type instanceof BtfType.Variable variable
                ? btf.declare(variable.type(), variable.name()) + ";"
                : btf.define(id).strip();
    }

    @Override
    public String toString() {
        return type() instanceof BtfType.Composite ? layout().toString() : definition();
    }
}
