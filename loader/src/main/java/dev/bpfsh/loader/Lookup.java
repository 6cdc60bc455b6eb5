// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Near;
import dev.bpfsh.libbpf.Topic;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A search by name that may find nothing, and then says what there is.
 *
 * @param kind of what is sought, such as {@code program}
 * @param where it is sought
 * @param known the names there are
 */
record Lookup(String kind, String where, Collection<String> known) {
    private static final int OFFERED = 3;
    private static final int LISTED = 12;

    BpfException failed(String wanted) {
        return new BpfException("find", wanted, "no such " + kind + " in " + where, null, List.of(), hint(wanted))
                .about(kind.equals("program") ? Topic.OBJECT : Topic.MAPS);
    }

    private String hint(String wanted) {
        var near = Near.matches(wanted, known, OFFERED);
        if (!near.isEmpty()) {
            return "did you mean " + String.join(", ", near) + "?";
        }
        if (known.isEmpty()) {
            // Names of variables are in BTF alone.
            return kind.equals("global") ? "it has none with a name: compile it with clang -g" : "it has none";
        }
        return known.stream()
                .limit(LISTED)
                .collect(Collectors.joining(
                        ", ", "it has ", known.size() > LISTED ? ", ... (" + known.size() + ")" : ""));
    }
}
