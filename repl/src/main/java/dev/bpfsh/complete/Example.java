// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.complete;

import dev.bpfsh.host.Bundled;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An example in a documentation comment, which runs at the prompt. It may use names that it does not declare: an object
 * that comes with bpfsh by its own name, and a few others that say what they are.
 *
 * @param code as it stands in the comment
 */
record Example(String code) {
    private static final String EVENTS = "events";
    private static final String LINK = "link";
    private static final String COUNTS = "counts";
    private static final String OPTIONS = "options";

    /** Those of a comment, in order. */
    static List<Example> in(String comment) {
        return DocBlock.split(comment).stream()
                .flatMap(block -> DocMarkup.paragraphs(block.text()).stream())
                .filter(DocMarkup.Paragraph::code)
                .map(paragraph -> new Example(paragraph.text()))
                .toList();
    }

    /** What has to be typed before it, a line each. */
    List<String> preparation() {
        var lines = new ArrayList<String>();
        if (needs(EVENTS)) {
            lines.addAll(loaded("bootstrap"));
            lines.add("bootstrap.attach()");
            lines.add("var events = bootstrap.ringBuffer(\"events\")");
        } else if (needs(LINK)) {
            lines.addAll(loaded("minimal"));
            lines.add("var link = minimal.attach().get(0)");
        } else {
            Bundled.scripts().names().stream()
                    .filter(this::needs)
                    .map(Example::loaded)
                    .forEach(lines::addAll);
        }
        if (needs(COUNTS)) {
            lines.add("var counts = BpfMap.create(\"hash\", \"counts\", 4, 8, 1024)");
        }
        if (needs(OPTIONS)) {
            lines.add("var options = tool(\"mine\", \"Shows what is mine.\").parse()");
        }
        return lines;
    }

    private static List<String> loaded(String name) {
        return List.of("var " + name + " = open(\"" + name + "\")", name + ".load()");
    }

    /** Whether it uses a name that it does not declare. */
    private boolean needs(String name) {
        var used = Pattern.compile("(?<![\\w./\"$])" + Pattern.quote(name) + "(?=[.,)])");
        var declared = Pattern.compile("\\b(?:var|\\w+>?) " + Pattern.quote(name) + " = ");
        return used.matcher(code).find() && !declared.matcher(code).find() && !code.contains("(var " + name + " =");
    }
}
