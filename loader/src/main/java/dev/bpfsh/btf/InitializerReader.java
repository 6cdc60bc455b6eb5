// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import dev.bpfsh.btf.Initializer.Entry;
import dev.bpfsh.btf.Initializer.Word;
import dev.bpfsh.btf.MemberPath.Step;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Topic;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what C writes between braces. */
final class InitializerReader {
    private static final Pattern SPACE = Pattern.compile("\\s*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");
    private static final Pattern INTEGER =
            Pattern.compile("([-+]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|\\d+)([uU]?[lL]{0,2}[uU]?)(?![.\\w])");
    private static final Pattern DECIMAL =
            Pattern.compile("([-+]?(?:\\d+\\.\\d*|\\.\\d+|\\d+(?=[eEfF]))(?:[eE][-+]?\\d{1,4})?)[fFlL]?(?![.\\w])");
    private static final Pattern ENDLESS = Pattern.compile("([-+]?)(INFINITY|NAN)\\b");
    private static final int DEEPEST = 64;
    private static final int SHOWN = 60;

    private final String text;
    private final Where where;
    private int at;
    private int depth;

    InitializerReader(String text, Where where) {
        this.text = text;
        this.where = where;
    }

    Initializer read() {
        expect('{');
        var list = list();
        skip();
        if (at < text.length()) {
            throw failed("there is more behind the last brace");
        }
        return list;
    }

    // After the opening brace.
    private Initializer list() {
        if (++depth > DEEPEST) {
            throw failed("more than " + DEEPEST + " braces in one another");
        }
        var entries = new ArrayList<Entry>();
        while (!found('}')) {
            var steps = designators();
            if (!steps.isEmpty()) {
                expect('=');
            }
            entries.add(new Entry(steps, value()));
            if (!found(',')) {
                expect('}');
                break;
            }
        }
        depth--;
        return new Initializer(entries);
    }

    private List<Step> designators() {
        var steps = new ArrayList<Step>();
        while (true) {
            skip();
            boolean number = at + 1 < text.length() && Character.isDigit(text.charAt(at + 1));
            if (!number && found('.')) {
                steps.add(Step.member(required(NAME, "a member's name").group()));
            } else if (found('[')) {
                var index = required(INTEGER, "an index");
                steps.add(Step.element(index(number(index))));
                expect(']');
            } else {
                return steps;
            }
        }
    }

    private int index(BigInteger number) {
        if (number.signum() < 0 || number.bitLength() >= Integer.SIZE) {
            throw failed(number + " is no index");
        }
        return number.intValue();
    }

    private Object value() {
        skip();
        if (found('{')) {
            return list();
        } else if (found('"')) {
            return quoted('"');
        } else if (found('\'')) {
            var letter = quoted('\'');
            if (letter.codePointCount(0, letter.length()) != 1) {
                throw failed("'' takes one character");
            }
            return BigInteger.valueOf(
                    TextBytes.isStray(letter.charAt(0)) ? letter.charAt(0) & 0xff : letter.codePointAt(0));
        }
        var found = match(INTEGER);
        if (found != null) {
            return number(found);
        }
        found = match(DECIMAL);
        if (found != null) {
            // A big number has no negative zero.
            var number = new BigDecimal(found.group(1));
            return number.signum() == 0 ? Double.valueOf(found.group(1)) : number;
        }
        found = match(ENDLESS);
        if (found != null) {
            return endless(found);
        }
        var name = required(NAME, "a value").group();
        return switch (name) {
            case "true" -> true;
            case "false" -> false;
            case "NULL" -> null;
            default -> new Word(name);
        };
    }

    private static Double endless(Matcher found) {
        double value = found.group(2).equals("NAN") ? Double.NaN : Double.POSITIVE_INFINITY;
        return found.group(1).equals("-") ? -value : value;
    }

    private static BigInteger number(Matcher found) {
        var digits = found.group(2);
        BigInteger number;
        if (digits.startsWith("0x") || digits.startsWith("0X")) {
            number = new BigInteger(digits.substring(2), 16);
        } else if (digits.startsWith("0b") || digits.startsWith("0B")) {
            number = new BigInteger(digits.substring(2), 2);
        } else {
            boolean octal = digits.startsWith("0") && digits.chars().allMatch(digit -> digit < '8');
            number = new BigInteger(digits, octal ? 8 : 10);
        }
        return found.group(1).equals("-") ? number.negate() : number;
    }

    private String quoted(char quote) {
        var value = new StringBuilder();
        while (true) {
            if (at == text.length()) {
                throw failed("a closing " + quote + " is missing");
            }
            char next = text.charAt(at++);
            if (next == quote) {
                return value.toString();
            }
            value.append(next == '\\' ? escaped() : next);
        }
    }

    private char escaped() {
        if (at == text.length()) {
            throw failed("a character behind \\ is missing");
        }
        char next = text.charAt(at++);
        int known = "ntrabfv0'\"\\?".indexOf(next);
        boolean octal = next >= '0' && next <= '7';
        if (octal || next == 'x') {
            int from = octal ? at - 1 : at;
            int to = from;
            while (to < text.length()
                    && to < from + (octal ? 3 : 2)
                    && Character.digit(text.charAt(to), octal ? 8 : 16) >= 0) {
                to++;
            }
            at = to;
            int code = to == from ? 256 : Integer.parseInt(text.substring(from, to), octal ? 8 : 16);
            if (code > 255) {
                throw failed("that is no byte");
            }
            // A byte above 127 is no letter on its own.
            return (char) (code < 128 ? code : 0xdc00 | code);
        }
        if (known < 0) {
            throw failed("\\" + next + " is not known");
        }
        return "\n\t\r\u0007\b\f\u000b\0'\"\\?".charAt(known);
    }

    private Matcher match(Pattern pattern) {
        skip();
        var matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return null;
        }
        at = matcher.end();
        return matcher;
    }

    private Matcher required(Pattern pattern, String what) {
        var found = match(pattern);
        if (found == null) {
            throw failed("here should be " + what);
        }
        return found;
    }

    private boolean found(char wanted) {
        skip();
        boolean here = at < text.length() && text.charAt(at) == wanted;
        at += here ? 1 : 0;
        return here;
    }

    private void expect(char wanted) {
        if (!found(wanted)) {
            throw failed("here should be " + wanted);
        }
    }

    private void skip() {
        var space = SPACE.matcher(text).region(at, text.length());
        if (space.lookingAt()) {
            at = space.end();
        }
    }

    private BpfException failed(String why) {
        int from = Math.max(at - SHOWN / 2, 0);
        var shown = text.substring(from, Math.min(from + SHOWN, text.length())).replaceAll("\\s", " ");
        return new BpfException(
                        "read",
                        where.toString(),
                        why,
                        null,
                        List.of(shown, " ".repeat(at - from) + "^"),
                        "write it as C does: {.pid = 42, .comm = \"sh\", .a[2] = {1, 2}}")
                .about(Topic.MAPS);
    }
}
