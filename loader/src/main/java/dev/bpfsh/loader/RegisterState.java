// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the verifier knows of a register, in its own notation but short: without what it knows of the lower half alone,
 * ids, and the pattern of bits where a range says enough.
 */
final class RegisterState {
    private static final Pattern REGISTER = Pattern.compile("(?<![\\w-])R(\\d+)(?:_[rwD]+)?=");
    private static final Pattern LEFT_OUT = Pattern.compile("(id|ref_obj_id|ks|imm)=.*|off=0");

    private RegisterState() {}

    /** The registers of a line of states, such as {@code R1=ctx() R10=fp0}, by name. */
    static Map<String, String> of(String states) {
        var registers = new LinkedHashMap<String, String>();
        var found = REGISTER.matcher(states);
        while (found.find()) {
            registers.put("R" + found.group(1), shortened(states.substring(found.end(), end(states, found.end()))));
        }
        return registers;
    }

    private static int end(String states, int from) {
        int depth = 0;
        int at = from;
        for (; at < states.length() && (depth > 0 || states.charAt(at) != ' '); at++) {
            depth += depth(states.charAt(at));
        }
        return at;
    }

    private static int depth(char c) {
        return c == '(' ? 1 : c == ')' ? -1 : 0;
    }

    static String shortened(String state) {
        int open = state.indexOf('(');
        if (open < 0 || !state.endsWith(")")) {
            return state;
        }
        var parts = parts(state.substring(open + 1, state.length() - 1));
        var kept = parts.stream()
                .filter(part -> !LEFT_OUT.matcher(part).matches())
                .map(RegisterState::wide)
                .filter(part -> !part.isEmpty())
                .toList();
        boolean ranged = kept.stream().anyMatch(part -> part.contains("max=") || part.contains("min="));
        return state.substring(0, open + 1)
                + String.join(
                        ",",
                        kept.stream()
                                .filter(part -> !ranged || !part.startsWith("var_off"))
                                .toList())
                + ")";
    }

    // smin=smin32=0 says that of both; smin32=0 alone, of the lower half.
    private static String wide(String part) {
        int value = part.lastIndexOf('=');
        if (value < 0 || part.startsWith("var_off")) {
            return part;
        }
        var names = List.of(part.substring(0, value).split("=")).stream()
                .filter(name -> !name.endsWith("32"))
                .toList();
        return names.isEmpty() ? "" : String.join("=", names) + part.substring(value);
    }

    private static List<String> parts(String inside) {
        var parts = new ArrayList<String>();
        int depth = 0;
        int from = 0;
        for (int at = 0; at < inside.length(); at++) {
            depth += depth(inside.charAt(at));
            if (inside.charAt(at) == ',' && depth == 0) {
                parts.add(inside.substring(from, at));
                from = at + 1;
            }
        }
        parts.add(inside.substring(from));
        return parts;
    }
}
