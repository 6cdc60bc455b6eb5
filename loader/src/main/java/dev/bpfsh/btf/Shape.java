// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What all values of a struct or union have in common: its type in C, and its members' names in order. */
final class Shape {
    private final String type;
    private final List<String> names;
    private final Map<String, Integer> indexes = new HashMap<>();

    Shape(String type, String[] names) {
        this.type = type;
        this.names = List.of(names);
        for (int i = 0; i < names.length; i++) {
            indexes.put(names[i], i);
        }
    }

    String type() {
        return type;
    }

    List<String> names() {
        return names;
    }

    /** Where a member is among the names, -1 if there is none. */
    int index(String name) {
        return indexes.getOrDefault(name, -1);
    }
}
