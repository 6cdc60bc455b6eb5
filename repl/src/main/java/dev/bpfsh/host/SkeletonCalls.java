// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a text asks for a skeleton: {@code skeleton("NAME")} in code, and {@code //SKELETON NAME} on a line of its own.
 *
 * <p>What {@code skeleton("NAME")} gives is of a class that depends on the text between the quotes, and no method can
 * have such a type. So the class is declared first, and the call becomes one of its {@code open()}.
 */
final class SkeletonCalls {
    /** What is no code comes first, so that nothing is found in it. A repetition that may go back needs stack for each. */
    private static final Pattern CALL =
            Pattern.compile("//.*|/\\*(?s:.*?)\\*/|\"\"\"(?s:.*?)\"\"\"|'(?:\\\\.|[^'\\\\\n])*+'"
                    + "|(?<![\\w$.])skeleton\\s*\\(\\s*\"([^\"\\\\\n]*)\"\\s*\\)|\"(?:\\\\.|[^\"\\\\\n])*+\"");

    /**
     * A name of an object and where it stands.
     *
     * @param name as {@code open} takes it
     */
    record Request(String name, int start, int end) {}

    private SkeletonCalls() {}

    /** The calls in a unit, with their places in its text. */
    static List<Request> calls(String unit) {
        return CALL.matcher(unit)
                .results()
                .filter(found -> found.group(1) != null)
                .map(found -> new Request(found.group(1), found.start(1), found.end(1)))
                .toList();
    }

    /** The unit with each call in terms of the class, as long as before where it fits: errors keep their columns. */
    static String withClasses(String unit, Function<String, String> classNames) {
        return CALL.matcher(unit).replaceAll(found -> {
            if (found.group(1) == null) {
                return Matcher.quoteReplacement(found.group());
            }
            String open = classNames.apply(found.group(1)) + ".open()";
            String padding = " ".repeat(Math.max(0, found.group().length() - open.length()));
            return Matcher.quoteReplacement(open + padding);
        });
    }
}
