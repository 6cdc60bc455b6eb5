// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.packaging;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An option as {@code --help} has it.
 *
 * @param names the short one first, as {@code -h}, {@code --help}
 * @param label what stands for its value, empty if it takes none
 * @param meaning what it is for, in one line
 */
public record HelpOption(List<String> names, String label, String meaning) {
    private static final Pattern OPTION = Pattern.compile("""
            ^  (?=(?:-| {4}--))(-\\w|  )(?:, |  )?(--[a-z-]+)?(?:[ =]?([A-Z]+)(?:\\.{3})?)? {2,}(\\S.*(?:\\n {20,}\\S.*)*)$\
            """, Pattern.MULTILINE);

    /** All options of this help. */
    public static List<HelpOption> of(String help) {
        return OPTION.matcher(help).results().map(HelpOption::of).toList();
    }

    private static HelpOption of(MatchResult found) {
        var names = Stream.of(found.group(1), found.group(2))
                .filter(name -> name != null && !name.isBlank())
                .toList();
        return new HelpOption(
                names,
                found.group(3) == null ? "" : found.group(3),
                found.group(4).replaceAll("\\s*\\n\\s*", " "));
    }

    /** As the completion for shells notes it: names, label, meaning. */
    public String line() {
        return String.join("|", String.join(" ", names), label, meaning);
    }

    /** All names of these. */
    static List<String> names(List<HelpOption> options) {
        var all = new ArrayList<String>();
        options.forEach(option -> all.addAll(option.names()));
        return all;
    }
}
