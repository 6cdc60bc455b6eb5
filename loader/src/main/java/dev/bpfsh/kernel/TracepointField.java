// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A member of what a tracepoint hands to its programs, from its file {@code format} in tracefs.
 *
 * @param type in C, such as {@code pid_t} or {@code char[16]}; {@code __data_loc char[]} is a text behind the members:
 *     the lower 16 bits say how many bytes behind the beginning it is, the upper 16 how long
 * @param name such as {@code pid}
 * @param offset in bytes from the beginning
 * @param size in bytes
 */
public record TracepointField(String type, String name, int offset, int size) {
    private static final Pattern FIELD =
            Pattern.compile("(?m)^\\s*field:(.*?)\\s*(\\w+)(\\[[^]]*])?;\\s*offset:(\\d+);\\s*size:(\\d+);");

    /** Those of a format, without the four that all tracepoints begin with, which programs may not read. */
    static List<TracepointField> of(String format) {
        return FIELD.matcher(format)
                .results()
                .map(field -> new TracepointField(
                        field.group(1) + (field.group(3) == null ? "" : field.group(3)),
                        field.group(2),
                        Integer.parseInt(field.group(4)),
                        Integer.parseInt(field.group(5))))
                .filter(field -> !field.name.startsWith("common_"))
                .toList();
    }
}
