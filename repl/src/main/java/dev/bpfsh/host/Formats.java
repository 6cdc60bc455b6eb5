// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import java.util.Collection;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tells from a traced message which {@code bpf_printk} made it: trace_pipe does not say which program it was. */
final class Formats {
    // %[flags][width][.precision][length]conversion, and the kernel's %pI4, %pks and the like.
    private static final Pattern CONVERSION =
            Pattern.compile("%(?:%|[-+ #0]*\\d*(?:\\.\\d+)?(?:hh|h|ll|l|z)?(?:p[A-Za-z0-9]*|[a-zA-Z]))");

    private Formats() {}

    /** Matches the messages that one of the formats can have made. */
    static Predicate<String> matching(Collection<String> formats) {
        var pattern = Pattern.compile(
                formats.stream().map(Formats::pattern).collect(Collectors.joining("|")), Pattern.DOTALL);
        return message -> pattern.matcher(message).matches();
    }

    private static String pattern(String format) {
        var text = format.stripTrailing();
        var pattern = new StringBuilder();
        Matcher conversion = CONVERSION.matcher(text);
        int from = 0;
        while (conversion.find()) {
            pattern.append(Pattern.quote(text.substring(from, conversion.start())));
            pattern.append(conversion.group().equals("%%") ? "%" : ".*");
            from = conversion.end();
        }
        return pattern.append(Pattern.quote(text.substring(from)))
                .append("\\s*")
                .toString();
    }
}
