// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.btf.Btf;
import dev.bpfsh.btf.BtfType.Enumeration;
import dev.bpfsh.btf.BtfType.Enumerator;
import dev.bpfsh.btf.BtfType.Modifier;
import dev.bpfsh.btf.BtfType.Typedef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The Java enums of a skeleton: one for each enum of C that a global has and that has a name, or a typedef's. */
final class SkeletonEnums {
    // Constants are made in one method, which may have 64 KiB.
    private static final int MOST_CONSTANTS = 500;
    /** What every enum has, or ours has: the field, and the array that the compiler makes. */
    private static final Set<String> OF_ENUM = Set.of("number", "$VALUES");

    private final Btf btf;
    private final JavaNames names;
    private final Map<Integer, Optional<String>> named = new LinkedHashMap<>();

    /** @param names of the types beside them */
    SkeletonEnums(Btf btf, JavaNames names) {
        this.btf = btf;
        this.names = names;
    }

    /** The name of the Java enum for a type; empty where there is none. */
    Optional<String> of(int type) {
        var name = "";
        int at = type;
        while (!(btf.type(at) instanceof Enumeration)) {
            if (btf.type(at) instanceof Typedef typedef) {
                name = typedef.name();
                at = typedef.target();
            } else if (btf.type(at) instanceof Modifier modifier) {
                at = modifier.target();
            } else {
                return Optional.empty();
            }
        }
        var enumeration = (Enumeration) btf.type(at);
        var called = enumeration.name().isEmpty() ? name : enumeration.name();
        int count = enumeration.values().size();
        return called.isEmpty() || count == 0 || count > MOST_CONSTANTS
                ? Optional.empty()
                : named.computeIfAbsent(at, fresh -> Optional.of(names.type(called)));
    }

    /** Writes those that were asked for. */
    void write(JavaText text) {
        named.forEach((id, name) -> write(text, name.orElseThrow(), (Enumeration) btf.type(id)));
    }

    private void write(JavaText text, String name, Enumeration enumeration) {
        var constants = new JavaNames(OF_ENUM)
                .members(enumeration.values().stream().map(Enumerator::name).toList());
        text.about(
                enumeration.name().isEmpty()
                        ? "An enum of C that has no name but a typedef's."
                        : JavaText.code("enum " + enumeration.name()) + ".");
        text.line("public enum " + name + " {");
        List<Enumerator> values = enumeration.values();
        for (int i = 0; i < values.size(); i++) {
            text.line(constants.get(values.get(i).name()) + "(" + values.get(i).value() + "L)"
                    + (i == values.size() - 1 ? ";" : ","));
        }
        text.line("");
        text.line("private final long number;");
        text.line("");
        text.line(name + "(long number) {");
        text.line("this.number = number;");
        text.line("}");
        text.about("As C sees it.");
        text.line("public long number() {");
        text.line("return number;");
        text.line("}");
        text.line("}");
    }
}
