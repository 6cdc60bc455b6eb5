// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;

/** A struct or union: its members by name, in the order of C, members of anonymous ones among them. */
public final class Struct {
    private final String type;
    private final Map<String, Object> members;

    Struct(String type, Map<String, Object> members) {
        this.type = type;
        this.members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** The type in C, such as {@code struct event}. */
    public String type() {
        return type;
    }

    /** The members in order. */
    public Map<String, Object> members() {
        return members;
    }

    /**
     * The value of a member.
     *
     * @throws NoSuchElementException if there is none of that name
     */
    public Object get(String member) {
        if (!members.containsKey(member)) {
            throw new NoSuchElementException(
                    type + " has no member " + member + ", it has " + String.join(", ", members.keySet()));
        }
        return members.get(member);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Struct struct && type.equals(struct.type) && members.equals(struct.members);
    }

    @Override
    public int hashCode() {
        return members.hashCode();
    }

    /** As a C initializer: {@code {.pid = 42, .comm = "sh"}}. */
    @Override
    public String toString() {
        return members.entrySet().stream()
                .map(member -> "." + member.getKey() + " = " + text(member.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String text(Object value) {
        if (value instanceof String text) {
            return '"' + text + '"';
        } else if (value instanceof List<?> list) {
            return list.stream().map(Struct::text).collect(Collectors.joining(", ", "{", "}"));
        }
        return String.valueOf(value);
    }
}
