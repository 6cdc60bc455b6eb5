// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Near;
import dev.bpfsh.libbpf.Topic;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** What is said of a value that a type does not take. */
final class Refusal {
    private static final int OFFERED = 3;
    private static final int LISTED = 8;
    private static final int LONGEST = 40;

    private Refusal() {}

    static BpfException of(Where where, String cause, String hint) {
        return new BpfException("set", where.toString(), cause, null, List.of(), hint).about(Topic.MAPS);
    }

    static BpfException outOfRange(Where where, Codec type, Object value, BigInteger low, BigInteger high) {
        var shown = abbreviated(String.valueOf(value));
        return of(where, shown + " does not fit " + type.declaration() + ", which holds " + low + " to " + high, null);
    }

    static BpfException wrongKind(Where where, Codec type, Object value) {
        String given;
        if (value instanceof String text) {
            given = "\"" + abbreviated(text) + "\" (text)";
        } else if (value instanceof Initializer list) {
            given = "list of " + list.entries().size();
        } else if (value instanceof Initializer.Word || value == null) {
            given = String.valueOf(value);
        } else {
            given = value.getClass().getSimpleName();
        }
        return of(where, "is " + type.declaration() + ", and takes no " + given, null);
    }

    static BpfException noMember(Where where, Shape shape, String name) {
        return new BpfException(
                        "find",
                        where.toString(),
                        shape.type() + " has no member " + name,
                        null,
                        List.of(),
                        offer(name, shape.names()))
                .about(Topic.MAPS);
    }

    static String offer(String wanted, Collection<String> known) {
        if (known.isEmpty()) {
            return "it has none";
        }
        var near = Near.matches(wanted, known, OFFERED);
        if (!near.isEmpty()) {
            return "did you mean " + String.join(", ", near) + "?";
        }
        return known.stream()
                .limit(LISTED)
                .collect(Collectors.joining(", ", "one of ", known.size() > LISTED ? ", ..." : ""));
    }

    static String abbreviated(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}
