// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** A pattern of names in which {@code *} stands for any text and {@code ?} for a character, as libbpf has it. */
record Glob(String pattern) {
    boolean isPattern() {
        return pattern.contains("*") || pattern.contains("?");
    }

    List<String> among(Collection<String> names) {
        var parts = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        var matches = Pattern.compile(parts).asMatchPredicate();
        return names.stream().filter(matches).toList();
    }
}
