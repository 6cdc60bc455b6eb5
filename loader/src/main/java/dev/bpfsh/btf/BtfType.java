// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import java.util.List;

/**
 * A type as BTF describes it, one record a kind; sizes are bytes, references are type ids. Source: the kernel's
 * {@code Documentation/bpf/btf.rst} and {@code include/uapi/linux/btf.h}.
 */
public sealed interface BtfType {
    /** The name in C; empty for anonymous types and those that have none. */
    default String name() {
        return "";
    }

    /** No type: id 0. */
    record Void() implements BtfType {}

    /** An integer, {@code bool} and {@code char} included. */
    record Int(String name, int size, boolean signed, boolean isChar, boolean isBool) implements BtfType {}

    /** {@code target *}. */
    record Pointer(int target) implements BtfType {}

    /**
     * {@code element[count]}; a count of 0 is a flexible array.
     *
     * @param index the type of an index, which C never shows
     */
    record Array(int element, int index, int count) implements BtfType {}

    /** A struct or union. */
    record Composite(String name, int size, boolean isUnion, List<Member> members) implements BtfType {}

    /**
     * A member of a struct or union.
     *
     * @param bitOffset from the beginning of the composite
     * @param bitSize of a bit field, 0 for other members
     */
    record Member(String name, int type, int bitOffset, int bitSize) {}

    /** An enum, of 32 or 64 bits alike. */
    record Enumeration(String name, int size, boolean signed, List<Enumerator> values) implements BtfType {}

    /** A name and its value; the value of an unsigned 64-bit enum is held as its bits. */
    record Enumerator(String name, long value) {}

    /** {@code struct name;} or {@code union name;}. */
    record Forward(String name, boolean isUnion) implements BtfType {}

    /** {@code typedef target name}. */
    record Typedef(String name, int target) implements BtfType {}

    /** Something that changes nothing about size and values: {@code const}, {@code volatile}, {@code restrict}. */
    record Modifier(String keyword, int target) implements BtfType {}

    /** A note on a type, such as {@code __rcu}: {@code __attribute__((btf_type_tag("rcu")))}. */
    record TypeTag(String name, int target) implements BtfType {}

    /** A function. */
    record Function(String name, int prototype, Linkage linkage) implements BtfType {}

    /** A function's result and parameters; {@code void} as the last parameter's type means variadic. */
    record Prototype(int result, List<Parameter> parameters) implements BtfType {}

    /** A parameter. */
    record Parameter(String name, int type) {}

    /** A global variable. */
    record Variable(String name, int type, Linkage linkage) implements BtfType {}

    /** How a variable or function is linked; a static one has no address in BTF. */
    enum Linkage {
        STATIC,
        GLOBAL,
        EXTERN
    }

    /** A data section and what is in it. */
    record DataSection(String name, int size, List<Placed> variables) implements BtfType {}

    /** Where a variable lies in its section. */
    record Placed(int variable, int offset, int size) {}

    /** {@code float} or {@code double}. */
    record Floating(String name, int size) implements BtfType {}

    /**
     * A note on a declaration: {@code __attribute__((btf_decl_tag("name")))}.
     *
     * @param component the member or parameter that it is on, -1 for the whole
     */
    record DeclarationTag(String name, int target, int component) implements BtfType {}
}
