// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bpfsh.btf.BtfType.Array;
import dev.bpfsh.btf.BtfType.Composite;
import dev.bpfsh.btf.BtfType.DataSection;
import dev.bpfsh.btf.BtfType.DeclarationTag;
import dev.bpfsh.btf.BtfType.Enumeration;
import dev.bpfsh.btf.BtfType.Floating;
import dev.bpfsh.btf.BtfType.Forward;
import dev.bpfsh.btf.BtfType.Function;
import dev.bpfsh.btf.BtfType.Int;
import dev.bpfsh.btf.BtfType.Member;
import dev.bpfsh.btf.BtfType.Modifier;
import dev.bpfsh.btf.BtfType.Pointer;
import dev.bpfsh.btf.BtfType.Prototype;
import dev.bpfsh.btf.BtfType.Typedef;
import dev.bpfsh.btf.BtfType.Variable;
import dev.bpfsh.loader.ObjectBtf;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.OnOneJdk;
import dev.bpfsh.testing.ReferenceTool;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every type of every object, beside what {@code bpftool btf dump} tells of it. */
@RequiresKernel(Feature.REFERENCE_TOOLS)
class ReferenceTypesTest {
    static List<Path> objects() {
        return ObjectBtf.objects();
    }

    @ParameterizedTest
    @MethodSource("objects")
    @OnOneJdk
    void areThoseOfBtfDump(Path file) {
        var btf = Btf.parse(ObjectBtf.of(file));
        var theirs =
                ReferenceTool.bpftool("btf", "dump", "file", file.toString()).get("types");
        assertThat(btf.count()).as("with void").isEqualTo(theirs.size() + 1);
        for (var type : theirs) {
            int id = type.get("id").asInt();
            boolean wide = type.get("kind").asText().equals("ENUM64");
            assertThat(ours(btf.type(id), wide)).as("type %d", id).isEqualTo(theirs(type));
        }
    }

    private static String ours(BtfType type, boolean wide) {
        if (type instanceof Int integer) {
            var encoding = integer.isBool() ? "BOOL" : integer.signed() ? "SIGNED" : "(none)";
            return "INT %s %d %s".formatted(integer.name(), integer.size(), encoding);
        } else if (type instanceof Pointer pointer) {
            return "PTR -> " + pointer.target();
        } else if (type instanceof Array array) {
            return "ARRAY -> %d [%d]%d".formatted(array.element(), array.index(), array.count());
        } else if (type instanceof Composite composite) {
            return "%s %s %d %s"
                    .formatted(
                            composite.isUnion() ? "UNION" : "STRUCT",
                            composite.name(),
                            composite.size(),
                            list(composite.members(), ReferenceTypesTest::ours));
        } else if (type instanceof Enumeration enumeration) {
            return "ENUM %s %d %s"
                    .formatted(
                            enumeration.name(),
                            enumeration.size(),
                            list(enumeration.values(), value -> value.name() + "=" + low(wide, value.value())));
        } else if (type instanceof Forward forward) {
            return "FWD %s %s".formatted(forward.name(), forward.isUnion() ? "union" : "struct");
        } else if (type instanceof Typedef typedef) {
            return "TYPEDEF %s -> %d".formatted(typedef.name(), typedef.target());
        } else if (type instanceof Modifier modifier && !modifier.keyword().isEmpty()) {
            return "%s -> %d".formatted(modifier.keyword().toUpperCase(Locale.ROOT), modifier.target());
        } else if (type instanceof Function function) {
            return "FUNC %s -> %d".formatted(function.name(), function.prototype());
        } else if (type instanceof Prototype prototype) {
            return "FUNC_PROTO -> %d %s"
                    .formatted(
                            prototype.result(),
                            list(prototype.parameters(), parameter -> parameter.name() + ":" + parameter.type()));
        } else if (type instanceof Variable variable) {
            return "VAR %s -> %d %s"
                    .formatted(
                            variable.name(),
                            variable.type(),
                            variable.linkage().name().toLowerCase(Locale.ROOT));
        } else if (type instanceof DataSection section) {
            return "DATASEC %s %d %s"
                    .formatted(
                            section.name(),
                            section.size(),
                            list(
                                    section.variables(),
                                    place -> place.variable() + "@" + place.offset() + "+" + place.size()));
        } else if (type instanceof Floating floating) {
            return "FLOAT %s %d".formatted(floating.name(), floating.size());
        } else if (type instanceof DeclarationTag tag) {
            return "DECL_TAG %s -> %d %d".formatted(tag.name(), tag.target(), tag.component());
        }
        return "TYPE_TAG " + type.toString().replaceAll(".*target=(\\d+)]", "-> $1");
    }

    private static String ours(Member member) {
        return "%s:%d@%d:%d".formatted(member.name(), member.type(), member.bitOffset(), member.bitSize());
    }

    private static String theirs(JsonNode type) {
        var kind = type.get("kind").asText();
        var name = name(type);
        return switch (kind) {
            case "INT" ->
                "INT %s %d %s"
                        .formatted(
                                name,
                                type.get("size").asInt(),
                                type.get("encoding").asText().replace("CHAR", "(none)"));
            case "PTR", "CONST", "VOLATILE", "RESTRICT", "TYPE_TAG" ->
                kind + " -> " + type.get("type_id").asInt();
            case "ARRAY" ->
                "ARRAY -> %d [%d]%d"
                        .formatted(
                                type.get("type_id").asInt(),
                                type.get("index_type_id").asInt(),
                                type.get("nr_elems").asInt());
            case "STRUCT", "UNION" ->
                "%s %s %d %s"
                        .formatted(
                                kind, name, type.get("size").asInt(), list(type.get("members"), member -> "%s:%d@%d:%d"
                                        .formatted(
                                                name(member),
                                                member.get("type_id").asInt(),
                                                member.get("bits_offset").asInt(),
                                                member.path("bitfield_size").asInt())));
            case "ENUM", "ENUM64" ->
                "ENUM %s %d %s"
                        .formatted(
                                name,
                                type.get("size").asInt(),
                                list(
                                        type.get("values"),
                                        value -> name(value) + "="
                                                + low(
                                                        kind.equals("ENUM64"),
                                                        value.get("val")
                                                                .bigIntegerValue()
                                                                .longValue())));
            case "FWD" -> "FWD %s %s".formatted(name, type.get("fwd_kind").asText());
            case "TYPEDEF" ->
                "TYPEDEF %s -> %d".formatted(name, type.get("type_id").asInt());
            case "FUNC" -> "FUNC %s -> %d".formatted(name, type.get("type_id").asInt());
            case "FUNC_PROTO" ->
                "FUNC_PROTO -> %d %s"
                        .formatted(
                                type.get("ret_type_id").asInt(),
                                list(
                                        type.get("params"),
                                        parameter -> name(parameter) + ":"
                                                + parameter.get("type_id").asInt()));
            case "VAR" ->
                "VAR %s -> %d %s"
                        .formatted(
                                name,
                                type.get("type_id").asInt(),
                                type.get("linkage").asText());
            case "DATASEC" ->
                "DATASEC %s %d %s".formatted(name, type.get("size").asInt(), list(type.get("vars"), place -> "%d@%d+%d"
                        .formatted(
                                place.get("type_id").asInt(),
                                place.get("offset").asInt(),
                                place.get("size").asInt())));
            case "FLOAT" -> "FLOAT %s %d".formatted(name, type.get("size").asInt());
            case "DECL_TAG" ->
                "DECL_TAG %s -> %d %d"
                        .formatted(
                                name,
                                type.get("type_id").asInt(),
                                type.get("component_idx").asInt());
            default -> throw new AssertionError("a kind that the test does not know: " + type);
        };
    }

    // bpftool writes the values of an enum of 32 bits with the sign's bits in front, also where it has no sign.
    private static long low(boolean wide, long value) {
        return wide ? value : (int) value;
    }

    private static String name(JsonNode of) {
        var name = of.get("name").asText();
        return name.equals("(anon)") ? "" : name;
    }

    private static <T> String list(Iterable<T> items, java.util.function.Function<T, String> text) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(text)
                .toList()
                .toString();
    }
}
