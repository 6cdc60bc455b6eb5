// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.btf.Btf;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Writes a skeleton's class. */
final class SkeletonWriter {
    /** Names of types that the text uses as they are. */
    static final Set<String> TAKEN = Set.of(
            "Address",
            "BigInteger",
            "Boolean",
            "BpfLink",
            "BpfMap",
            "BpfObject",
            "BpfProgram",
            "Byte",
            "Double",
            "Enum",
            "EnumValue",
            "Float",
            "Global",
            "Globals",
            "Integer",
            "Links",
            "List",
            "Long",
            "Maps",
            "Number",
            "Object",
            "Override",
            "Programs",
            "Short",
            "SkeletonObject",
            "String",
            "Struct",
            "SuppressWarnings");

    private final BpfObject object;
    private final String className;
    private final JavaText text;
    private final SkeletonEnums enums;
    private final List<SkeletonSection> sections = new ArrayList<>();
    private final List<String> accessors;

    SkeletonWriter(BpfObject object, Btf btf, String className, JavaText text) {
        this.object = object;
        this.className = className;
        this.text = text;
        var taken = new HashSet<>(TAKEN);
        taken.add(className);
        var types = new JavaNames(taken);
        this.enums = new SkeletonEnums(btf, types);
        for (var section : object.sections().values()) {
            if (!section.all().isEmpty()) {
                sections.add(new SkeletonSection(section, types.type(section.name()), btf, enums));
            }
        }
        var names = sections.stream().map(each -> each.section().name()).toList();
        var without = names.stream().map(name -> name.substring(1)).toList();
        var members = new JavaNames(JavaNames.OF_OBJECT).members(without);
        this.accessors = without.stream().map(members::get).toList();
    }

    /**
     * @param source where the object is from
     * @param opening an expression that opens it
     * @param content what the method {@code content()} gives, in lines; empty for no such method
     */
    void write(String source, String opening, List<String> content) {
        text.line("/** The BPF object " + JavaText.code(object.name()) + " from " + JavaText.code(source)
                + ", with what is in it as typed members. */");
        text.line("public final class " + className + " extends " + loader("SkeletonObject") + " {");
        writeFields();
        writeOpening(opening);
        writeAccessor("Programs", "programs", "The programs.");
        writeAccessor("Maps", "maps", "The maps, but for those behind global variables.");
        writeAccessor("Links", "links", "The links that are open, by program.");
        for (int i = 0; i < sections.size(); i++) {
            var about = "The global variables in "
                    + JavaText.code(sections.get(i).section().name()) + ".";
            writeAccessor(sections.get(i).type(), accessors.get(i), about);
        }
        writePrograms();
        writeMaps();
        sections.forEach(section -> section.write(text));
        enums.write(text);
        if (!content.isEmpty()) {
            writeContent(content);
        }
        text.line("}");
    }

    private String loader(String type) {
        return text.type("dev.bpfsh.loader." + type);
    }

    private void writeFields() {
        text.line("private final Programs programs = new Programs(object());");
        text.line("private final Maps maps = new Maps(object());");
        text.line("private final Links links = new Links(object());");
        for (int i = 0; i < sections.size(); i++) {
            var type = sections.get(i).type();
            var name = JavaText.literal(sections.get(i).section().name());
            text.line("private final " + type + " " + accessors.get(i) + " = new " + type + "(object().section(" + name
                    + "));");
        }
    }

    private void writeOpening(String opening) {
        text.line("");
        text.line("private " + className + "(" + loader("BpfObject") + " object) {");
        text.line("super(object);");
        text.line("}");
        text.about("Opens the object; nothing goes into the kernel.");
        text.line("public static " + className + " open() {");
        text.line("return new " + className + "(" + opening + ");");
        text.line("}");
    }

    private void writeContent(List<String> content) {
        text.line("");
        text.line("private static String[] content() {");
        text.line("return new String[] {");
        content.forEach(text::line);
        text.line("};");
        text.line("}");
    }

    private void writeAccessor(String type, String name, String about) {
        text.about(about);
        text.line("public " + type + " " + name + "() {");
        text.line("return " + name + ";");
        text.line("}");
    }

    private void writePrograms() {
        var programs = object.programs();
        UnaryOperator<String> section = name -> "SEC(\"" + programs.get(name).section() + "\")";
        var links = text.type("java.util.List") + "<" + loader("BpfLink") + ">";
        writeByName("Programs", "The programs.", loader("BpfProgram"), programs.keySet(), "program(%s)", section);
        writeByName(
                "Links",
                "The links that are open, by program.",
                links,
                programs.keySet(),
                "program(%s).links()",
                section);
    }

    private void writeMaps() {
        var maps = object.maps().values().stream()
                .filter(map -> !map.internal())
                .map(BpfMap::name)
                .toList();
        writeByName("Maps", "The maps.", loader("BpfMap"), maps, "map(%s)", name -> {
            var map = object.map(name);
            return "%s, key of %d B, value of %d B, max_entries %d"
                    .formatted(map.type(), map.keySize(), map.valueSize(), map.maxEntries());
        });
    }

    private void writeByName(
            String type,
            String about,
            String member,
            Collection<String> names,
            String expression,
            UnaryOperator<String> note) {
        var object = loader("BpfObject");
        text.about(about);
        text.line("public static final class " + type + " {");
        text.line("private final " + object + " object;");
        text.line("");
        text.line("private " + type + "(" + object + " object) {");
        text.line("this.object = object;");
        text.line("}");
        new JavaNames(JavaNames.OF_OBJECT).members(names).forEach((name, java) -> {
            text.about(JavaText.code(note.apply(name)) + ".");
            text.line("public " + member + " " + java + "() {");
            text.line("return object." + expression.formatted(JavaText.literal(name)) + ";");
            text.line("}");
        });
        text.line("}");
    }
}
