// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import java.util.Locale;

/** The kinds of BTF, each at its own number. Source: {@code BTF_KIND_*} of {@code include/uapi/linux/btf.h}. */
public enum BtfKind {
    VOID(BtfType.Void.class),
    INT(BtfType.Int.class),
    PTR(BtfType.Pointer.class),
    ARRAY(BtfType.Array.class),
    STRUCT(BtfType.Composite.class),
    UNION(BtfType.Composite.class),
    ENUM(BtfType.Enumeration.class),
    FWD(BtfType.Forward.class),
    TYPEDEF(BtfType.Typedef.class),
    VOLATILE(BtfType.Modifier.class),
    CONST(BtfType.Modifier.class),
    RESTRICT(BtfType.Modifier.class),
    FUNC(BtfType.Function.class),
    FUNC_PROTO(BtfType.Prototype.class),
    VAR(BtfType.Variable.class),
    DATASEC(BtfType.DataSection.class),
    FLOAT(BtfType.Floating.class),
    DECL_TAG(BtfType.DeclarationTag.class),
    TYPE_TAG(BtfType.TypeTag.class),
    ENUM64(BtfType.Enumeration.class);

    private static final BtfKind[] BY_NUMBER = values();

    private final Class<? extends BtfType> record;
    private final String word;

    BtfKind(Class<? extends BtfType> record) {
        this.record = record;
        this.word = name().toLowerCase(Locale.ROOT);
    }

    /** The record that a type of this kind is read as. */
    public Class<? extends BtfType> record() {
        return record;
    }

    /** The kind's name in small letters, which for struct, union, enum, typedef, const and such is C's keyword. */
    public String word() {
        return word;
    }

    /** The kind of that number; void where it is not known, for no type has that. */
    static BtfKind of(int number) {
        return number < BY_NUMBER.length ? BY_NUMBER[number] : VOID;
    }

    /** How many words of 32 bits follow the three that all types have. */
    int extraWords(int count) {
        return switch (this) {
            case INT, VAR, DECL_TAG -> 1;
            case ARRAY -> 3;
            case STRUCT, UNION, DATASEC, ENUM64 -> 3 * count;
            case ENUM, FUNC_PROTO -> 2 * count;
            default -> 0;
        };
    }
}
