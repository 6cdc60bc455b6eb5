// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import dev.bpfsh.libbpf.BpfException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The way to a part of a value, as C writes it: {@code a.b[2].c}. */
record MemberPath(List<Step> steps) {
    private static final Pattern PART = Pattern.compile("\\.?([A-Za-z_][A-Za-z_0-9]*)|\\[\\s*(\\d{1,9})\\s*]");

    /** A member's name, or, where that is null, an element's index. */
    record Step(String name, int index) {
        static Step member(String name) {
            return new Step(name, -1);
        }

        static Step element(int index) {
            return new Step(null, index);
        }

        @Override
        public String toString() {
            return name == null ? "[" + index + "]" : name;
        }
    }

    /**
     * Reads a path; a dot may lead it, as it does in an initializer.
     *
     * @throws BpfException if it is none
     */
    static MemberPath parse(String text) {
        var steps = new ArrayList<Step>();
        var part = PART.matcher(text);
        int at = 0;
        while (at < text.length()) {
            // "a b" is not a path for all that both are names.
            boolean glued = at > 0 && text.charAt(at) != '.' && text.charAt(at) != '[';
            if (glued || !part.region(at, text.length()).lookingAt()) {
                break;
            }
            steps.add(
                    part.group(1) != null ? Step.member(part.group(1)) : Step.element(Integer.parseInt(part.group(2))));
            at = part.end();
        }
        if (steps.isEmpty() || at < text.length()) {
            throw new BpfException(
                    "find", text, "is no path of members", null, List.of(), "write it as C does: a.b[2].c");
        }
        return new MemberPath(List.copyOf(steps));
    }

    /** The first part of a path and the rest as it was written: {@code cfg} and {@code limits[2]}. */
    static String first(String path) {
        int end = 0;
        while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
            end++;
        }
        return path.substring(0, end);
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        for (var step : steps) {
            text.append(text.length() > 0 && step.name() != null ? "." : "").append(step);
        }
        return text.toString();
    }
}
