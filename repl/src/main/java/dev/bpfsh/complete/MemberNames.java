// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.complete;

import dev.bpfsh.btf.Btf;
import dev.bpfsh.btf.BtfType.Array;
import dev.bpfsh.btf.BtfType.Composite;
import dev.bpfsh.btf.BtfType.Int;
import dev.bpfsh.btf.BtfType.Variable;
import dev.bpfsh.btf.MemberPath;
import dev.bpfsh.btf.Struct;
import dev.bpfsh.kernel.Printable;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.loader.Globals;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** The ways to the parts of a value, {@code cfg.limits[2].max}, one step further than what is typed. */
final class MemberNames {
    private static final int ELEMENTS = 64;
    private static final int DEEPEST = 16;
    private static final int SHORT = 30;

    private MemberNames() {}

    /** Those below the global variables of sections. */
    static List<Candidate> of(Collection<Globals> sections, String typed) {
        return complete(typed, way -> {
            var found = new ArrayList<Candidate>();
            for (var section : sections) {
                var btf = section.map().object().btf();
                for (var name : section.all().keySet()) {
                    int type = variable(btf, section.name(), name);
                    if (way.isEmpty()) {
                        found.add(candidate(name, btf, type));
                    } else if (way.equals(name) || way.startsWith(name + ".") || way.startsWith(name + "[")) {
                        found.addAll(parts(btf, type, way.substring(name.length()), way));
                    }
                }
            }
            return found;
        });
    }

    private static int variable(Btf btf, String section, String name) {
        return btf.section(section).stream()
                .flatMap(data -> data.variables().stream())
                .map(place -> btf.type(place.variable()))
                .filter(type ->
                        type instanceof Variable variable && variable.name().equals(name))
                .mapToInt(type -> ((Variable) type).type())
                .findFirst()
                .orElse(0);
    }

    /** The members of a type, and no parts of them. */
    static List<Candidate> ofType(Btf btf, String type, String typed) {
        var found = new ArrayList<Candidate>();
        if (btf.resolve(btf.id(type)) instanceof Composite composite) {
            members(btf, composite, "", DEEPEST, found);
        }
        return beginning(found, typed).stream()
                .map(each -> Candidate.literal(each.name(), each.type()))
                .toList();
    }

    /** Those below a value. */
    static List<Candidate> of(Object value, String typed) {
        return complete(
                typed,
                way -> parts(way.isEmpty() ? value : MemberPath.parse(way).of(value, "value"), way));
    }

    /** What is typed names a part, and then a part of that begins; or it names one that has parts. */
    private static List<Candidate> complete(String typed, Function<String, List<Candidate>> parts) {
        try {
            int end = Math.max(0, Math.max(typed.lastIndexOf('.'), typed.lastIndexOf('[')));
            var way = typed.substring(0, end);
            var found = typed.endsWith("]") || way.endsWith(".") || way.endsWith("[")
                    ? List.<Candidate>of()
                    : beginning(parts.apply(way), typed);
            boolean named = typed.endsWith("]")
                    || found.size() == 1
                            && found.get(0).insert().equals(typed)
                            && !found.get(0).last();
            return named ? parts.apply(typed) : found;
        } catch (BpfException none) {
            return List.of();
        }
    }

    private static List<Candidate> beginning(List<Candidate> candidates, String typed) {
        return candidates.stream()
                .filter(candidate -> candidate.insert().startsWith(typed))
                .toList();
    }

    /** The parts of what lies some steps below a type. */
    private static List<Candidate> parts(Btf btf, int type, String steps, String way) {
        int at = type;
        for (var step : steps.split("(?=\\[)|\\.")) {
            at = step.isEmpty() ? at : step(btf, at, step, DEEPEST);
        }
        var found = new ArrayList<Candidate>();
        if (at > 0 && btf.resolve(at) instanceof Array array) {
            for (int i = 0; i < Math.min(array.count(), ELEMENTS); i++) {
                found.add(candidate(way + "[" + i + "]", btf, array.element()));
            }
        } else if (at > 0 && btf.resolve(at) instanceof Composite composite) {
            members(btf, composite, way + ".", DEEPEST, found);
        }
        return found;
    }

    /** The type of a member or element; 0 where there is none. */
    private static int step(Btf btf, int type, String step, int depth) {
        var shape = type > 0 ? btf.resolve(type) : btf.type(0);
        if (shape instanceof Array array) {
            return step.startsWith("[") ? array.element() : 0;
        } else if (shape instanceof Composite composite && depth > 0) {
            for (var member : composite.members()) {
                int found = member.name().equals(step)
                        ? member.type()
                        : member.name().isEmpty() ? step(btf, member.type(), step, depth - 1) : 0;
                if (found > 0) {
                    return found;
                }
            }
        }
        return 0;
    }

    private static void members(Btf btf, Composite composite, String before, int depth, List<Candidate> found) {
        for (var member : composite.members()) {
            if (!member.name().isEmpty()) {
                found.add(candidate(before + member.name(), btf, member.type()));
            } else if (depth > 0 && btf.resolve(member.type()) instanceof Composite inner) {
                members(btf, inner, before, depth - 1, found);
            }
        }
    }

    /** A variable or member with its type in C; it can go on where the type has parts. */
    private static Candidate candidate(String way, Btf btf, int type) {
        var shape = btf.resolve(type);
        boolean whole = !(shape instanceof Composite) && !(shape instanceof Array array && !isText(btf, array));
        return new Candidate(Group.NAMES, way, btf.declare(type, "").strip(), way, whole, false);
    }

    private static boolean isText(Btf btf, Array array) {
        return btf.resolve(array.element()) instanceof Int element && element.size() == 1;
    }

    private static List<Candidate> parts(Object value, String way) {
        var found = new ArrayList<Candidate>();
        if (value instanceof Struct struct) {
            var before = way.isEmpty() ? "" : way + ".";
            struct.members().forEach((name, member) -> found.add(candidate(before + name, member)));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < Math.min(list.size(), ELEMENTS); i++) {
                found.add(candidate(way + "[" + i + "]", list.get(i)));
            }
        }
        return found;
    }

    private static Candidate candidate(String way, Object member) {
        boolean whole = !(member instanceof Struct) && !(member instanceof List);
        var shown = member instanceof Struct struct
                ? struct.type()
                : member instanceof List<?> list ? list.size() + " elements" : "= " + value(member);
        return new Candidate(Group.NAMES, way, shown, way, whole, false);
    }

    private static String value(Object member) {
        var text = String.valueOf(member);
        return Printable.of(text.length() > SHORT ? text.substring(0, SHORT) + "..." : text);
    }
}
