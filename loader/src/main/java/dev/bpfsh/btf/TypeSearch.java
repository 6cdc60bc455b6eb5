// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Near;
import dev.bpfsh.libbpf.Topic;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/** A search for one type by its name in C; which is not always one name in BTF. */
final class TypeSearch {
    private static final int OFFERED = 3;
    private static final int LISTED = 12;
    // Nobody mistypes a longer one.
    private static final int LONGEST = 128;

    private final Btf btf;
    private final String wanted;
    private final Class<? extends BtfType> record;
    private final String keyword;
    private final String name;

    /**
     * @param wanted a name, or {@code struct}, {@code union}, {@code enum}, {@code typedef}, {@code func} or
     *     {@code var} and a name
     * @param record what the type has to be
     */
    TypeSearch(Btf btf, String wanted, Class<? extends BtfType> record) {
        this.btf = btf;
        this.wanted = wanted.strip();
        this.record = record;
        var words = this.wanted.split("\\s+", 2);
        boolean tagged = words.length == 2 && words[0].matches("struct|union|enum|typedef|func|var");
        keyword = tagged ? words[0] : "";
        name = tagged ? words[1] : this.wanted;
    }

    int id() {
        if (name.equals("void") && record.isAssignableFrom(BtfType.Void.class)) {
            return 0;
        }
        var found = btf.named(name).filter(this::suits).toArray();
        if (found.length > 1) {
            // A declaration alone is of no interest beside the definition.
            var whole = IntStream.of(found).filter(this::isDefined).toArray();
            found = whole.length > 0 ? whole : IntStream.of(found[0]).toArray();
        }
        return switch (found.length) {
            case 0 -> throw missing();
            case 1 -> found[0];
            default -> throw ambiguous(found);
        };
    }

    private boolean suits(int id) {
        return record.isAssignableFrom(btf.kind(id).record()) && (keyword.isEmpty() || tag(id).equals(keyword));
    }

    private boolean isDefined(int id) {
        return switch (btf.kind(id)) {
            case FWD -> false;
            case ENUM, ENUM64 -> !((BtfType.Enumeration) btf.type(id)).values().isEmpty();
            default -> true;
        };
    }

    /** What the type is in C, or for want of that in BTF. */
    private String tag(int id) {
        return switch (btf.kind(id)) {
            case FWD -> ((BtfType.Forward) btf.type(id)).isUnion() ? "union" : "struct";
            case ENUM64 -> "enum";
            default -> btf.kind(id).word();
        };
    }

    private BpfException ambiguous(int[] found) {
        var candidates = IntStream.of(found)
                .limit(LISTED)
                .mapToObj(id -> "%s %s, type %d%s".formatted(tag(id), name, id, size(id)))
                .toList();
        boolean keywordHelps =
                IntStream.of(found).mapToObj(this::tag).distinct().count() > 1;
        return new BpfException(
                        "find",
                        wanted,
                        "that is the name of " + found.length + " types",
                        null,
                        candidates,
                        keywordHelps
                                ? "say which kind: \"" + tag(found[0]) + " " + name + "\", or take it by number: type("
                                        + found[0] + ")"
                                : "take one by its number: type(" + found[0] + ")")
                .about(Topic.CO_RE);
    }

    private String size(int id) {
        return switch (btf.kind(id)) {
            case STRUCT, UNION, ENUM, ENUM64 -> ", " + btf.sizeOf(id) + " bytes";
            case TYPEDEF -> " of " + btf.declare(((BtfType.Typedef) btf.type(id)).target(), "");
            default -> "";
        };
    }

    private BpfException missing() {
        var same =
                btf.named(name).mapToObj(id -> tag(id) + " " + name).distinct().toList();
        if (!same.isEmpty()) {
            return failed("it is no such type", "there is " + String.join(", ", same));
        }
        var known = new HashSet<String>();
        IntStream.range(1, btf.count())
                .filter(this::suits)
                .mapToObj(btf::nameOf)
                .filter(each -> !each.isEmpty() && each.length() <= LONGEST)
                .forEach(known::add);
        var near = Near.matches(name, known, OFFERED);
        if (!near.isEmpty()) {
            return failed("there is no such type", "did you mean " + String.join(", ", near) + "?");
        }
        return failed("there is no such type", known.isEmpty() ? "there is none of its kind" : null);
    }

    private BpfException failed(String cause, String hint) {
        return new BpfException("find", wanted, cause, null, List.of(), hint).about(Topic.CO_RE);
    }
}
