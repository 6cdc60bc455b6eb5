// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Types as {@code bpftool -j btf dump} prints them, letter for letter. */
record BpftoolJson(Btf btf) {
    String dump() {
        return IntStream.range(btf.firstId(), btf.count())
                .mapToObj(this::type)
                .collect(Collectors.joining(",", "{\"types\":[", "]}"));
    }

    String type(int id) {
        return "{\"id\":%d,\"kind\":\"%s\",\"name\":\"%s\"%s}"
                .formatted(id, btf.kind(id), name(btf.type(id).name()), rest(id));
    }

    private String rest(int id) {
        var type = btf.type(id);
        if (type instanceof BtfType.Int integer) {
            return ",\"size\":%d,\"bits_offset\":0,\"nr_bits\":%d,\"encoding\":\"%s\""
                    .formatted(integer.size(), integer.size() * 8, encoding(integer));
        } else if (type instanceof BtfType.Pointer pointer) {
            return typeId(pointer.target());
        } else if (type instanceof BtfType.Modifier modifier) {
            return typeId(modifier.target());
        } else if (type instanceof BtfType.TypeTag tag) {
            return typeId(tag.target());
        } else if (type instanceof BtfType.Typedef typedef) {
            return typeId(typedef.target());
        } else if (type instanceof BtfType.Array array) {
            return typeId(array.element())
                    + ",\"index_type_id\":%d,\"nr_elems\":%d".formatted(array.index(), array.count());
        } else if (type instanceof BtfType.Composite composite) {
            return ",\"size\":" + composite.size() + list("members", composite.members(), this::member);
        } else if (type instanceof BtfType.Enumeration enumeration) {
            var encoding = enumeration.signed() ? "SIGNED" : "UNSIGNED";
            return ",\"encoding\":\"%s\",\"size\":%d".formatted(encoding, enumeration.size())
                    + list("values", enumeration.values(), value -> value(value, enumeration.signed()));
        } else if (type instanceof BtfType.Forward forward) {
            return ",\"fwd_kind\":\"" + (forward.isUnion() ? "union" : "struct") + '"';
        } else if (type instanceof BtfType.Function function) {
            return typeId(function.prototype()) + linkage(function.linkage());
        } else if (type instanceof BtfType.Prototype prototype) {
            return ",\"ret_type_id\":" + prototype.result()
                    + list(
                            "params",
                            prototype.parameters(),
                            each -> "{\"name\":\"" + name(each.name()) + '"' + typeId(each.type()) + '}');
        } else if (type instanceof BtfType.Variable variable) {
            return typeId(variable.type()) + linkage(variable.linkage());
        } else if (type instanceof BtfType.DataSection section) {
            return ",\"size\":" + section.size()
                    + list("vars", section.variables(), each -> "{\"type_id\":%d,\"offset\":%d,\"size\":%d}"
                            .formatted(each.variable(), each.offset(), each.size()));
        } else if (type instanceof BtfType.Floating floating) {
            return ",\"size\":" + floating.size();
        } else if (type instanceof BtfType.DeclarationTag tag) {
            return typeId(tag.target()) + ",\"component_idx\":" + tag.component();
        }
        throw new AssertionError(type);
    }

    private static String encoding(BtfType.Int type) {
        return type.signed() ? "SIGNED" : type.isBool() ? "BOOL" : "(none)";
    }

    private static String typeId(int id) {
        return ",\"type_id\":" + id;
    }

    private static String linkage(BtfType.Linkage linkage) {
        return ",\"linkage\":\"" + linkage.name().toLowerCase(Locale.ROOT) + '"';
    }

    private String member(BtfType.Member member) {
        var bitField = member.bitSize() > 0 ? ",\"bitfield_size\":" + member.bitSize() : "";
        return "{\"name\":\"%s\"%s,\"bits_offset\":%d%s}"
                .formatted(name(member.name()), typeId(member.type()), member.bitOffset(), bitField);
    }

    private static String value(BtfType.Enumerator value, boolean signed) {
        var number = signed ? Long.toString(value.value()) : Long.toUnsignedString(value.value());
        return "{\"name\":\"" + value.name() + "\",\"val\":" + number + '}';
    }

    private static String name(String name) {
        return name.isEmpty() ? "(anon)" : name;
    }

    private static <T> String list(String name, List<T> items, Function<T, String> text) {
        return ",\"vlen\":%d,\"%s\":[%s]"
                .formatted(items.size(), name, items.stream().map(text).collect(Collectors.joining(",")));
    }
}
