// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.btf.Btf;
import dev.bpfsh.btf.BtfType.Variable;

/**
 * The class of a skeleton for a data section: a getter and setters for each global.
 *
 * @param type what the class is called
 */
record SkeletonSection(Globals section, String type, Btf btf, SkeletonEnums enums) {
    void write(JavaText text) {
        var members = new JavaNames(JavaNames.OF_OBJECT).members(section.all().keySet());
        text.about("The global variables in " + JavaText.code(section.name())
                + (section.readOnly() ? ", constant once the object is loaded." : "."));
        text.line("public static final class " + type + " {");
        var global = text.type("dev.bpfsh.loader.Global");
        members.values().forEach(member -> text.line("private final " + global + " " + member + ";"));
        text.line("");
        text.line("private " + type + "(" + text.type("dev.bpfsh.loader.Globals") + " section) {");
        members.forEach(
                (name, member) -> text.line("this." + member + " = section.global(" + JavaText.literal(name) + ");"));
        text.line("}");
        members.forEach((name, member) -> write(text, section.all().get(name), "this." + member, member));
        text.line("}");
    }

    private void write(JavaText text, Global global, String field, String member) {
        int id = typeOf(global);
        var value = JavaValue.of(btf, id, enums.of(id), text);
        var declaration = JavaText.code(global.declaration());
        text.about(declaration + (value.note().isEmpty() ? "." : ", " + value.note() + "."));
        if (value.type().contains("<")) {
            text.line("@SuppressWarnings(\"unchecked\")");
        }
        text.line("public " + value.type() + " " + member + "() {");
        text.line("return " + value.read().formatted(field) + ";");
        text.line("}");
        if (section.name().equals(".kconfig")) {
            return;
        }
        for (var setter : value.setters()) {
            text.about("Sets " + declaration + (section.readOnly() ? ", before load only." : "."));
            text.line("public void " + member + "(" + setter.parameter() + " value) {");
            text.line(field + "." + setter.method() + "(" + setter.given() + ");");
            text.line("}");
        }
    }

    private int typeOf(Global global) {
        return btf.section(section.name()).stream()
                .flatMap(found -> found.variables().stream())
                .map(place -> btf.type(place.variable()))
                .filter(Variable.class::isInstance)
                .map(Variable.class::cast)
                .filter(variable -> variable.name().equals(global.name()))
                .mapToInt(Variable::type)
                .findFirst()
                .orElse(0);
    }
}
