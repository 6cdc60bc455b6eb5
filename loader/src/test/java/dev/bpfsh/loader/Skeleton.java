// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.testing.ReferenceTool;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What {@code bpftool gen skeleton} tells of an object.
 *
 * @param maps as C identifiers, so without the object's name and with {@code _} for dots
 * @param globals by {@code section.name}: the declaration, without {@code const} and {@code volatile}
 * @param sizes by the same
 */
record Skeleton(List<String> maps, List<String> programs, Map<String, String> globals, Map<String, Integer> sizes) {
    private static final Pattern SECTION =
            Pattern.compile("^\tstruct skel__(\\w+) \\{\n(.*?)^\t} \\*", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern BODY = Pattern.compile("\\{[^{}]*}");
    private static final Pattern NAME = Pattern.compile(".*?(\\w+)(?:\\)\\(.*|(?:\\[\\d*])*)");
    private static final Pattern SIZE = Pattern.compile("_Static_assert\\(sizeof\\(s->(\\w+)->(\\w+)\\) == (\\d+),");

    static Skeleton of(Path object) {
        var text = ReferenceTool.skeleton(object);
        var globals = new LinkedHashMap<String, String>();
        var section = SECTION.matcher(text);
        while (section.find()) {
            for (var line : withoutBodies(section.group(2)).split(";")) {
                var declaration = plain(line);
                var name = NAME.matcher(declaration);
                if (name.matches() && !name.group(1).startsWith("__pad")) {
                    globals.put(section.group(1) + "." + name.group(1), declaration);
                }
            }
        }
        var sizes = new LinkedHashMap<String, Integer>();
        SIZE.matcher(text)
                .results()
                .forEach(size -> sizes.put(size.group(1) + "." + size.group(2), Integer.parseInt(size.group(3))));
        return new Skeleton(members(text, "struct bpf_map"), members(text, "struct bpf_program"), globals, sizes);
    }

    private static List<String> members(String text, String type) {
        return Pattern.compile("^\t\t" + type + " \\*(\\w+);$", Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map(member -> member.group(1))
                .toList();
    }

    // What has no name is written out in a skeleton, members and all.
    private static String withoutBodies(String text) {
        var shorter = BODY.matcher(text).replaceAll("<>");
        return (shorter.equals(text) ? text : withoutBodies(shorter)).replace("<>", "{...}");
    }

    /** A declaration as both can be compared: no modifiers, spaces only between words, no length as 0. */
    static String plain(String declaration) {
        return declaration
                .replaceAll("\\b(const|volatile|restrict)\\b", "")
                .strip()
                .replaceAll("\\s+", " ")
                .replaceAll(" ?([*()\\[\\],{}]) ?", "$1")
                .replace("[]", "[0]");
    }

    /** The name that a skeleton gives a map or section: a C identifier. */
    static String identifier(String name) {
        return (name.startsWith(".") ? name.substring(1) : name).replaceAll("\\W", "_");
    }
}
