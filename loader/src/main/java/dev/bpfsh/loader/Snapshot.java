// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.btf.MemberPath;
import dev.bpfsh.libbpf.BpfException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What global variables held at one time; it stays as it is.
 *
 * <pre>{@code
 * var before = object.snapshot();
 * ...
 * before.diff(object.snapshot()).forEach(System.out::println);     // calls: 3 -> 17
 * }</pre>
 *
 * @param time when they were read
 * @param values by name, in the order of their memory
 */
public record Snapshot(Instant time, Map<String, Object> values) {
    public Snapshot {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * A variable's value then, or that of a part of one.
     *
     * @param path such as {@code cfg.limits[2].max}
     * @throws BpfException if there is none
     */
    public Object get(String path) {
        var name = Globals.variable(path);
        if (!values.containsKey(name)) {
            throw new Lookup("global", "the snapshot", values.keySet()).failed(name);
        }
        var value = values.get(name);
        return name.equals(path)
                ? value
                : MemberPath.parse(path.substring(name.length())).of(value, name);
    }

    /** What is different in a later one, down to members and elements; variables that only one has are left out. */
    public List<Change> diff(Snapshot after) {
        var changes = new ArrayList<Change>();
        values.forEach((name, value) -> {
            if (after.values.containsKey(name)) {
                changes.addAll(Change.between(after.time, name, value, after.values.get(name)));
            }
        });
        return List.copyOf(changes);
    }
}
