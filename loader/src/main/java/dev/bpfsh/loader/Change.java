// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.btf.CText;
import dev.bpfsh.btf.Struct;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * That a global variable, or a part of one, has another value than before.
 *
 * @param time when the new value was read
 * @param path such as {@code cfg.limits[2].max}: the smallest part
 */
public record Change(Instant time, String path, Object before, Object after) {
    /** What differs in two values of one variable, part by part. */
    static List<Change> between(Instant time, String path, Object before, Object after) {
        var changes = new ArrayList<Change>();
        compare(time, path, before, after, changes);
        return changes;
    }

    private static void compare(Instant time, String path, Object before, Object after, List<Change> to) {
        if (before.equals(after)) {
            return;
        }
        if (before instanceof Struct old
                && after instanceof Struct now
                && old.members().keySet().equals(now.members().keySet())) {
            var values = now.members();
            old.members().forEach((name, value) -> compare(time, path + "." + name, value, values.get(name), to));
        } else if (before instanceof List<?> old && after instanceof List<?> now && old.size() == now.size()) {
            for (int i = 0; i < old.size(); i++) {
                compare(time, path + "[" + i + "]", old.get(i), now.get(i), to);
            }
        } else {
            to.add(new Change(time, path, before, after));
        }
    }

    /** {@code cfg.limits[2].max: 4 -> 7}. */
    @Override
    public String toString() {
        return path + ": " + CText.of(before) + " -> " + CText.of(after);
    }
}
