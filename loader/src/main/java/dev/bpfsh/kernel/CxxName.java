// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import java.util.Map;

/**
 * A function's name in C++ from what the compiler makes of it: {@code JavaCalls::call_helper} from
 * {@code _ZN9JavaCalls11call_helperEP9JavaValue...}. Its parameters are left out, and of a template its arguments, which
 * become {@code <>}: a stack is read by names. Source: the Itanium C++ ABI, section 5.1.
 */
final class CxxName {
    private static final int DEEPEST = 100;
    private static final String BUILTIN_TYPES = "vwbcahstijlmxynofdegz";
    private static final String QUALIFIERS = "PRKOVrCG";
    private static final Map<Character, String> ABBREVIATIONS = Map.of(
            't', "std",
            'a', "std::allocator",
            'b', "std::basic_string",
            's', "std::string",
            'i', "std::istream",
            'o', "std::ostream",
            'd', "std::iostream");

    /** It is none, or more of one than is understood here. */
    private static final class NotUnderstood extends Exception {
        private NotUnderstood() {
            super(null, null, false, false);
        }
    }

    private final String mangled;
    private int at;
    private int depth;
    private int skipping;

    private CxxName(String mangled) {
        this.mangled = mangled;
    }

    /** The name as it stands in the source; the same text where it is no such name. */
    static String of(String symbol) {
        if (!symbol.startsWith("_Z")) {
            return symbol;
        }
        // ".cold", ".constprop.0" and their like are other code of the same function.
        int dot = symbol.indexOf('.');
        var name = new CxxName(dot < 0 ? symbol : symbol.substring(0, dot));
        name.at = 2;
        try {
            return name.name() + (dot < 0 ? "" : symbol.substring(dot));
        } catch (NotUnderstood | IndexOutOfBoundsException | NumberFormatException asItIs) {
            return symbol;
        }
    }

    private char peek() throws NotUnderstood {
        if (at >= mangled.length()) {
            throw new NotUnderstood();
        }
        return mangled.charAt(at);
    }

    private boolean take(char expected) {
        boolean there = at < mangled.length() && mangled.charAt(at) == expected;
        at += there ? 1 : 0;
        return there;
    }

    private void require(boolean understood) throws NotUnderstood {
        if (!understood) {
            throw new NotUnderstood();
        }
    }

    private String name() throws NotUnderstood {
        require(depth++ < DEEPEST);
        try {
            return take('N') ? nested() : take('Z') ? local() : unscoped();
        } finally {
            depth--;
        }
    }

    private String nested() throws NotUnderstood {
        while ("rVKRO".indexOf(peek()) >= 0) {
            at++;
        }
        var whole = new StringBuilder();
        var last = "";
        while (!take('E')) {
            if (peek() == 'I') {
                skipArguments();
                whole.append("<>");
                continue;
            }
            last = part(last);
            whole.append(whole.isEmpty() ? "" : "::").append(last);
        }
        return whole.toString();
    }

    // What is declared in a function: its name, its parameters, then the name within.
    private String local() throws NotUnderstood {
        var function = name();
        while (!take('E')) {
            skipType();
        }
        if (take('s')) {
            return function;
        }
        require(peek() != 'd');
        return function + "::" + name();
    }

    private String unscoped() throws NotUnderstood {
        var name = part("");
        if (name.equals("std") && peek() != 'I') {
            name += "::" + part("");
        }
        if (at < mangled.length() && peek() == 'I') {
            skipArguments();
            name += "<>";
        }
        return name;
    }

    /** @param last the part before, which constructors are called after */
    private String part(String last) throws NotUnderstood {
        take('L');
        char first = peek();
        String name;
        if (Character.isDigit(first)) {
            name = source();
        } else if (skipping > 0 && (first == 'T' || isReference())) {
            number();
            name = "";
        } else if (first == 'S') {
            at++;
            name = ABBREVIATIONS.get(peek());
            at++;
            require(name != null);
        } else if (first == 'C' || first == 'D' && Character.isDigit(mangled.charAt(at + 1))) {
            at += 2;
            require(!last.isEmpty());
            name = (first == 'D' ? "~" : "") + last.substring(last.lastIndexOf(':') + 1);
        } else if (first == 'U') {
            name = unnamed();
        } else {
            name = operator();
        }
        while (take('B')) {
            source();
        }
        return name;
    }

    // To a part of the name that came before, by its number; what is only skipped need not be known.
    private boolean isReference() throws NotUnderstood {
        return peek() == 'S' && !ABBREVIATIONS.containsKey(mangled.charAt(at + 1));
    }

    private String source() throws NotUnderstood {
        int from = at;
        while (Character.isDigit(peek())) {
            at++;
        }
        int length = Integer.parseInt(mangled, from, at, 10);
        var text = mangled.substring(at, at + length);
        at += length;
        return text.startsWith("_GLOBAL__N") ? "(anonymous namespace)" : text;
    }

    private String unnamed() throws NotUnderstood {
        at++;
        if (take('l')) {
            while (!take('E')) {
                skipType();
            }
            number();
            return "{lambda}";
        }
        require(take('t'));
        number();
        return "{unnamed}";
    }

    // The number of one among several, which ends in '_'.
    private void number() throws NotUnderstood {
        while (peek() != '_') {
            at++;
        }
        at++;
    }

    private String operator() throws NotUnderstood {
        var code = mangled.substring(at, at + 2);
        at += 2;
        var operator = CxxOperators.NAMES.get(code);
        if (operator == null && code.equals("cv")) {
            skipType();
            return "operator";
        }
        require(operator != null);
        return "operator" + operator;
    }

    private void skipArguments() throws NotUnderstood {
        at++;
        while (!take('E')) {
            skipArgument();
        }
    }

    private void skipArgument() throws NotUnderstood {
        if (take('J')) {
            while (!take('E')) {
                skipArgument();
            }
        } else if (take('L')) {
            require(peek() != '_');
            skipType();
            while (!take('E')) {
                at++;
                peek();
            }
        } else {
            skipType();
        }
    }

    private void skipType() throws NotUnderstood {
        require(depth++ < DEEPEST);
        skipping++;
        while (QUALIFIERS.indexOf(peek()) >= 0) {
            at++;
        }
        char first = peek();
        if (BUILTIN_TYPES.indexOf(first) >= 0) {
            at++;
        } else if (take('F')) {
            take('Y');
            while (!take('E')) {
                skipType();
            }
        } else if (take('A')) {
            number();
            skipType();
        } else if (take('M')) {
            skipType();
            skipType();
        } else if (take('D')) {
            skipNewType();
        } else if (first == 'T' || isReference()) {
            number();
            skipArgumentsIfAny();
        } else {
            name();
        }
        skipping--;
        depth--;
    }

    private void skipNewType() throws NotUnderstood {
        char kind = peek();
        at++;
        if (kind == 'p') {
            skipType();
        } else {
            require("nisuacdefh".indexOf(kind) >= 0);
        }
    }

    private void skipArgumentsIfAny() throws NotUnderstood {
        if (at < mangled.length() && peek() == 'I') {
            skipArguments();
        }
    }
}
