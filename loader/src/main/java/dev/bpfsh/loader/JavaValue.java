// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.btf.Btf;
import dev.bpfsh.btf.BtfType.Array;
import dev.bpfsh.btf.BtfType.Composite;
import dev.bpfsh.btf.BtfType.Enumeration;
import dev.bpfsh.btf.BtfType.Floating;
import dev.bpfsh.btf.BtfType.Int;
import dev.bpfsh.btf.BtfType.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How Java holds the values of a type of C, after the table of {@link dev.bpfsh.btf.Decoder}; only an unsigned integer
 * of 64 bits is a {@code long} of the same bits, since its getter has one type.
 *
 * @param type what a getter gives
 * @param boxed the same inside a list
 * @param read from {@code %s}, the field that holds the {@link Global}, to the value
 * @param setters one or more, for what is handy
 * @param note what to know, or empty
 */
record JavaValue(String type, String boxed, String read, List<Setter> setters, String note) {
    private static final String BITS = "as its bits, see {@link Long#toUnsignedString(long)}";

    /**
     * @param parameter what it takes
     * @param method of the {@link Global} that takes it; a number needs no object
     * @param given from {@code value} to what that takes
     */
    record Setter(String parameter, String method, String given) {
        static Setter object(String parameter) {
            return new Setter(parameter, "set", "value");
        }

        static Setter number(String parameter) {
            return new Setter(parameter, "setLong", "value");
        }
    }

    /**
     * For a type.
     *
     * @param enumeration the Java enum for it, where there is one
     * @param text where the types are named
     */
    static JavaValue of(Btf btf, int id, Optional<String> enumeration, JavaText text) {
        var type = btf.resolve(id);
        if (type instanceof Int integer) {
            return integer(integer, text);
        } else if (type instanceof Enumeration) {
            return enumeration(enumeration, text.type("dev.bpfsh.btf.EnumValue"));
        } else if (type instanceof Floating floating) {
            return floating.size() == Float.BYTES
                    ? plain("float", "Float", "double")
                    : plain("double", "Double", "double");
        } else if (type instanceof Pointer) {
            var address = text.type("dev.bpfsh.btf.Address");
            return object(address, Setter.object(address), Setter.number("long"));
        } else if (type instanceof Array array) {
            return array(btf, array, text);
        } else if (type instanceof Composite) {
            return object(text.type("dev.bpfsh.btf.Struct"), Setter.object("Object"));
        }
        return object("Object", Setter.object("Object"));
    }

    private static JavaValue integer(Int type, JavaText text) {
        if (type.isBool()) {
            return plain("boolean", "Boolean", "boolean");
        }
        // A literal such as 255 is an int, and no method that takes less would take it.
        return switch (type.signed() ? type.size() : type.size() * 2) {
            case 1 -> number("byte", "Byte", "int");
            case 2 -> number("short", "Short", "int");
            case 4 -> number("int", "Integer", "int");
            case 8 -> number("long", "Long", "long");
            case 16 ->
                type.signed()
                        ? big(text)
                        : new JavaValue("long", "Number", "%s.getLong()", List.of(Setter.number("long")), BITS);
            default -> big(text);
        };
    }

    private static JavaValue big(JavaText text) {
        var big = text.type("java.math.BigInteger");
        return object(big, Setter.object(big));
    }

    private static JavaValue number(String type, String boxed, String parameter) {
        var read = type.equals("long") ? "%s.getLong()" : "(" + type + ") %s.getLong()";
        return new JavaValue(type, boxed, read, List.of(Setter.number(parameter)), "");
    }

    private static JavaValue plain(String type, String boxed, String parameter) {
        return new JavaValue(type, boxed, "(" + boxed + ") %s.get()", List.of(Setter.object(parameter)), "");
    }

    private static JavaValue object(String type, Setter... setters) {
        return new JavaValue(type, type, "(" + type + ") %s.get()", List.of(setters), "");
    }

    private static JavaValue enumeration(Optional<String> constants, String value) {
        var setters = new ArrayList<Setter>();
        setters.add(constants
                .map(type -> new Setter(type, "setLong", "value.number()"))
                .orElseGet(() -> Setter.object("String")));
        setters.add(Setter.object(value));
        setters.add(Setter.number("long"));
        return new JavaValue(value, value, "(" + value + ") %s.get()", setters, "");
    }

    private static JavaValue array(Btf btf, Array array, JavaText text) {
        if (btf.resolve(array.element()) instanceof Int element && element.isChar()) {
            return object("String", Setter.object("String"));
        }
        var list = text.type("java.util.List");
        var element = of(btf, array.element(), Optional.empty(), text);
        boolean numbers = btf.resolve(array.element()) instanceof Int integer && !integer.isBool()
                || btf.resolve(array.element()) instanceof Floating;
        return object(
                list + "<" + element.boxed() + ">", Setter.object(list + (numbers ? "<? extends Number>" : "<?>")));
    }
}
