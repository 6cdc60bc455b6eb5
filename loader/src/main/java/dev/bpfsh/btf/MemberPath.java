// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The way to a part of a value, as C writes it: {@code a.b[2].c}. */
public final class MemberPath {
    private static final Pattern PART = Pattern.compile("\\.?([A-Za-z_][A-Za-z_0-9]*)|\\[\\s*(\\d{1,9})\\s*]");

    private final List<Step> steps;

    private MemberPath(List<Step> steps) {
        this.steps = steps;
    }

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
    public static MemberPath parse(String text) {
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
                            "find", text, "is no path of members", null, List.of(), "write it as C does: a.b[2].c")
                    .about(Topic.MAPS);
        }
        return new MemberPath(List.copyOf(steps));
    }

    List<Step> steps() {
        return steps;
    }

    /**
     * The part of a decoded value.
     *
     * @param name of the whole, for errors
     * @throws BpfException if there is none; near names are offered
     */
    public Object of(Object value, String name) {
        var where = Where.of(name);
        for (var step : steps) {
            value = part(value, step, where);
            where = where.then(step);
        }
        return value;
    }

    private static Object part(Object value, Step step, Where where) {
        if (value instanceof Struct struct && step.name() != null) {
            int index = struct.shape().index(step.name());
            if (index < 0) {
                throw Refusal.noMember(where.then(step), struct.shape(), step.name());
            }
            return struct.value(index);
        }
        if (value instanceof List<?> list && step.name() == null) {
            if (step.index() < list.size()) {
                return list.get(step.index());
            }
            throw missing(where.then(step), "it has " + list.size() + " elements");
        }
        var kind = value instanceof Struct struct
                ? struct.type() + ", name a member"
                : value instanceof List<?> list ? "a list of " + list.size() + ", name an element" : CText.of(value);
        throw missing(where.then(step), where + " is " + kind);
    }

    private static BpfException missing(Where where, String why) {
        return new BpfException("find", where.toString(), why, null, List.of(), null).about(Topic.MAPS);
    }
}
