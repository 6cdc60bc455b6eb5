// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import java.util.List;

/** A decoded value as C writes it: {@code {.pid = 42, .comm = "sh"}}. */
public final class CText {
    private CText() {}

    /** The text of anything that {@link Decoder} makes; {@link Encoder} reads it back where it stands in braces. */
    public static String of(Object value) {
        var text = new StringBuilder();
        add(value, text);
        return text.toString();
    }

    private static void add(Object value, StringBuilder to) {
        if (value instanceof Struct struct) {
            to.append('{');
            var names = struct.shape().names();
            for (int i = 0; i < names.size(); i++) {
                to.append(i == 0 ? "." : ", .").append(names.get(i)).append(" = ");
                add(struct.value(i), to);
            }
            to.append('}');
        } else if (value instanceof List<?> list) {
            to.append('{');
            for (int i = 0; i < list.size(); i++) {
                to.append(i == 0 ? "" : ", ");
                add(list.get(i), to);
            }
            to.append('}');
        } else if (value instanceof String string) {
            quote(string, to);
        } else if (value instanceof EnumValue named && !named.name().isEmpty()) {
            to.append(named.name());
        } else if (value instanceof Float || value instanceof Double) {
            to.append(number(((Number) value).doubleValue(), value));
        } else {
            to.append(value);
        }
    }

    private static Object number(double exact, Object value) {
        if (Double.isNaN(exact)) {
            return "NAN";
        }
        return Double.isInfinite(exact) ? exact > 0 ? "INFINITY" : "-INFINITY" : value;
    }

    private static void quote(String string, StringBuilder to) {
        to.append('"');
        for (int at = 0; at < string.length(); at++) {
            char letter = string.charAt(at);
            boolean pair = Character.isHighSurrogate(letter)
                    && at + 1 < string.length()
                    && Character.isLowSurrogate(string.charAt(at + 1));
            if (pair) {
                to.append(letter).append(string.charAt(++at));
            } else if (letter == '"' || letter == '\\') {
                to.append('\\').append(letter);
            } else if (letter == '\n') {
                to.append("\\n");
            } else if (letter == '\t') {
                to.append("\\t");
            } else if (letter < ' ' || letter == 127 || TextBytes.isStray(letter)) {
                // Three octal digits: \x would take in the letters behind it.
                to.append(String.format("\\%03o", letter & 0xff));
            } else {
                to.append(letter);
            }
        }
        to.append('"');
    }
}
