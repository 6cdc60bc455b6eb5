// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Tells from a traced message which {@code bpf_printk} made it: trace_pipe does not say which program it was. */
final class Formats {
    // %[flags][width][.precision][length]conversion, and the kernel's %pI4, %pks and the like.
    private static final Pattern CONVERSION =
            Pattern.compile("%(?:%|[-+ #0]*\\d*(?:\\.\\d+)?(?:hh|h|ll|l|z)?(?:p[A-Za-z0-9]*|[a-zA-Z]))");

    private Formats() {}

    /** Matches the messages that one of the formats can have made. */
    static Predicate<String> matching(Collection<String> formats) {
        var all = formats.stream().map(Formats::texts).toList();
        return message -> {
            var made = message.stripTrailing();
            return all.stream().anyMatch(texts -> isMade(made, texts));
        };
    }

    /** What a format says itself: before, between and behind its conversions. */
    private static List<String> texts(String format) {
        var texts = new ArrayList<String>();
        var text = new StringBuilder();
        var own = format.stripTrailing();
        var conversion = CONVERSION.matcher(own);
        int from = 0;
        while (conversion.find()) {
            text.append(own, from, conversion.start());
            if (conversion.group().equals("%%")) {
                text.append('%');
            } else {
                texts.add(text.toString());
                text.setLength(0);
            }
            from = conversion.end();
        }
        texts.add(text.append(own.substring(from)).toString());
        return texts;
    }

    // Each text as far to the left as it is found: no pattern, as one of many gaps may take hours over a long message.
    private static boolean isMade(String message, List<String> texts) {
        var first = texts.get(0);
        var last = texts.get(texts.size() - 1);
        if (texts.size() == 1) {
            return message.equals(first);
        } else if (!message.startsWith(first) || !message.endsWith(last)) {
            return false;
        }
        int at = first.length();
        for (var text : texts.subList(1, texts.size() - 1)) {
            int found = message.indexOf(text, at);
            if (found < 0) {
                return false;
            }
            at = found + text.length();
        }
        return at <= message.length() - last.length();
    }
}
