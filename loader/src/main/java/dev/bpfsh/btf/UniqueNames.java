// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import dev.bpfsh.btf.BtfType.Enumeration;
import dev.bpfsh.btf.BtfType.Forward;
import java.util.HashMap;
import java.util.Map;

/**
 * Names that are unique within one text: the kernel has several types of one name, in files that do not know each
 * other. The second that is named becomes {@code name___2}, as libbpf does it, whose CO-RE ignores such an ending. Tags
 * of structs, unions and enums are one name space; typedefs and enumerators another.
 */
final class UniqueNames {
    private final Btf btf;
    private final Map<Integer, String> resolved = new HashMap<>();
    private final Map<String, Integer> tags = new HashMap<>();
    private final Map<String, Integer> identifiers = new HashMap<>();

    UniqueNames(Btf btf) {
        this.btf = btf;
    }

    /** The name of a struct, union or enum; empty for none. */
    String tag(int id) {
        return resolved(id, tags);
    }

    /** The name of a typedef. */
    String identifier(int id) {
        return resolved(id, identifiers);
    }

    /** The name of an enumerator, which is new each time. */
    String enumerator(String name) {
        return unique(name, identifiers);
    }

    private String resolved(int id, Map<String, Integer> space) {
        var known = resolved.get(id);
        if (known == null) {
            var type = btf.type(id);
            // What only declares may be said twice.
            boolean declares = type instanceof Forward
                    || btf.kind(id) == BtfKind.ENUM
                            && ((Enumeration) type).values().isEmpty();
            known = type.name().isEmpty() || declares ? type.name() : unique(type.name(), space);
            resolved.put(id, known);
        }
        return known;
    }

    private static String unique(String name, Map<String, Integer> space) {
        int count = space.merge(name, 1, Integer::sum);
        return count == 1 ? name : name + "___" + count;
    }
}
