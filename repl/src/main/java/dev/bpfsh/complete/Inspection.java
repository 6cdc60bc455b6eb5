// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.complete;

import dev.bpfsh.host.Evaluator;
import dev.bpfsh.kernel.Printable;
import dev.bpfsh.libbpf.Near;
import dev.bpfsh.view.Style;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a thing is: {@code minimal?}, {@code open?}, {@code minimal.load?}, {@code BpfObject?}. Its type, its value, what
 * it has, and what its documentation says. Nothing is evaluated.
 */
public final class Inspection {
    private static final int FEWEST_ROWS = 6;
    private static final int OFFERED = 3;

    private final Evaluator evaluator;
    private final Completer completer;
    private final Function<Object, String> text;

    /** @param text a value as text of few lines, which may call code of the user */
    public Inspection(Evaluator evaluator, Completer completer, Function<Object, String> text) {
        this.evaluator = evaluator;
        this.completer = completer;
        this.text = text;
    }

    /**
     * The lines.
     *
     * @param chain a name, or the way from one: {@code minimal.bss()}
     * @param all whether all is to be said of everything, or what fits a screen
     */
    public List<String> of(String chain, boolean all, Style style) {
        var lines = new ArrayList<String>();
        var called = completer.describe(chain, chain.length(), true);
        var object = new ObjectAtHand(evaluator).of(chain);
        boolean variable = completer.scope().variables().containsKey(chain);
        if (object.isPresent() || variable) {
            value(lines, chain, object, style);
            type(lines, object.<Class<?>>map(Object::getClass), all, style);
            members(lines, List.of(chain + "."), all, style);
        } else if (isType(chain)) {
            declaration(lines, chain, all, style);
            members(lines, List.of(objectOf(chain) + ".", chain + "."), all, style);
        } else if (called.isEmpty()) {
            lines.addAll(unknown(chain, chain));
        } else if (called.meanings().get(0).signature().callable()) {
            methods(lines, called.meanings(), all, style);
        } else {
            lines.addAll(Sheet.documentation(called.meanings(), -1, style));
        }
        return lines;
    }

    /**
     * All that is written about what a name means: {@code open}, {@code BpfMap.put}, {@code minimal.attach},
     * {@code BpfMap}. Of several methods of that name each, and at the end what its examples go on from.
     */
    public List<String> documentation(String chain, Style style) {
        int dot = chain.lastIndexOf('.');
        // What objects of a type can do is asked of an object.
        var ofObject = dot > 0 && isType(chain.substring(0, dot)) ? objectOf(chain.substring(0, dot)) : "";
        var meanings = new ArrayList<Descriptions.Described>();
        if (!ofObject.isEmpty()) {
            var asked = ofObject + chain.substring(dot);
            meanings.addAll(completer.describe(asked, asked.length(), true).meanings());
        }
        if (meanings.isEmpty()) {
            meanings.addAll(completer.describe(chain, chain.length(), true).meanings());
        }
        var lines = new ArrayList<String>();
        if (isType(chain)) {
            declaration(lines, chain, true, style);
            members(lines, List.of(objectOf(chain) + ".", chain + "."), true, style);
        } else if (completer.scope().variables().containsKey(chain)) {
            type(lines, new ObjectAtHand(evaluator).of(chain).map(Object::getClass), true, style);
        } else if (meanings.isEmpty()) {
            return unknown(chain, ofObject.isEmpty() ? chain : ofObject + chain.substring(dot));
        } else {
            lines.addAll(Sheet.documentation(meanings, -1, style));
        }
        meanings.stream()
                .flatMap(each -> each.comment().stream())
                .flatMap(comment -> Example.in(comment).stream())
                .flatMap(example -> example.preparation().stream())
                .distinct()
                .map(line -> "    " + style.name(line))
                .reduce((first, next) -> first + "\n" + next)
                .ifPresent(before -> {
                    lines.add("");
                    lines.add(style.faint("The examples go on from:"));
                    before.lines().forEach(lines::add);
                });
        return lines.isEmpty() ? List.of("nothing is written about " + chain) : lines;
    }

    private static String objectOf(String type) {
        return "((" + type + ") null)";
    }

    private void value(List<String> lines, String chain, Optional<Object> object, Style style) {
        var declared = completer.scope().variables().getOrDefault(chain, "");
        var type = object.map(value -> Signature.shortType(value.getClass().getTypeName()))
                .orElse("null");
        lines.add(style.bold(Printable.of(chain)) + "  " + style.name(declared.isEmpty() ? type : declared)
                + (declared.isEmpty() || Signature.withoutGenerics(declared).equals(type) ? "" : ", now a " + type));
        object.ifPresent(value -> text.apply(value).lines().forEach(line -> lines.add("  " + line)));
    }

    /** What is said of a class: of the first that something is said of, from itself upward. */
    private static void type(List<String> lines, Optional<Class<?>> type, boolean all, Style style) {
        for (var at = type.orElse(null); at != null; at = at.getSuperclass()) {
            var comment = DocIndex.own().of(at);
            if (comment.isPresent()) {
                lines.add("");
                lines.addAll(
                        all ? DocText.lines(comment.get(), style) : wrapped(DocText.summary(comment.get()), style));
                return;
            }
        }
    }

    private static List<String> wrapped(String sentence, Style style) {
        return DocText.lines(
                sentence.replace("<", "&lt;").replace("{", "&#123;").replace("@", "&#64;"), style);
    }

    /** What it has, but what every object has: of a type what its objects have, and then what it has itself. */
    private void members(List<String> lines, List<String> owners, boolean all, Style style) {
        var names = new LinkedHashMap<String, Candidate>();
        var summaries = new ArrayList<String>();
        for (var owner : owners) {
            var found = completer.complete(owner, owner.length());
            var own = found.candidates().stream()
                    .filter(each ->
                            each.group() != Group.OBJECT_METHODS && !each.name().equals("class"))
                    .toList();
            own.forEach(each -> names.putIfAbsent(each.name(), each));
            if (all) {
                var members = Completion.of(found.from(), found.to(), own, "");
                summaries.addAll(Sheet.summaries(completer.describe(owner, members, own.size(), true), style));
            }
        }
        if (!names.isEmpty()) {
            lines.add("");
            var sorted = names.values().stream()
                    .sorted(Comparator.comparing(Candidate::group).thenComparing(Candidate::name))
                    .toList();
            lines.addAll(
                    all
                            ? summaries
                            : Menu.lines(
                                    Completion.of(0, 0, sorted, ""),
                                    style,
                                    Math.max(FEWEST_ROWS, style.height() / 2 - 2)));
        }
    }

    private static void methods(List<String> lines, List<Descriptions.Described> meanings, boolean all, Style style) {
        if (all) {
            lines.addAll(Sheet.documentation(meanings, -1, style));
            return;
        }
        lines.addAll(Sheet.documentation(meanings.subList(0, 1), -1, style));
        if (meanings.size() > 1) {
            lines.add("");
            lines.addAll(Sheet.summaries(meanings.subList(1, meanings.size()), style));
        }
    }

    private boolean isType(String chain) {
        return chain.indexOf('(') < 0 && completer.scope().type(chain).isPresent();
    }

    private void declaration(List<String> lines, String chain, boolean all, Style style) {
        completer.scope().type(chain).ifPresent(type -> {
            lines.add(declaration(type));
            completer.describe(chain, chain.length(), true).meanings().stream()
                    .flatMap(each -> each.comment().stream())
                    .findFirst()
                    .or(() -> DocIndex.own().of(type))
                    .ifPresent(comment -> {
                        lines.add("");
                        var said = DocText.lines(comment, style);
                        // What it has is to be on the screen too.
                        int rows = Math.max(FEWEST_ROWS, style.height() / 3 - 1);
                        int shown = all || said.size() <= rows ? said.size() : rows - 1;
                        lines.addAll(said.subList(0, shown));
                        if (shown < said.size()) {
                            lines.add(style.faint((said.size() - shown) + " more lines: " + chain + "??"));
                        }
                    });
        });
    }

    /** As a source begins: {@code public final class dev.bpfsh.loader.BpfObject implements AutoCloseable}. */
    private static String declaration(Class<?> type) {
        var kind = type.isAnnotation()
                ? "@interface"
                : type.isInterface() ? "interface" : type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
        int shown = type.getModifiers() & (Modifier.ABSTRACT | Modifier.FINAL);
        var modifiers = kind.equals("class") && shown != 0 ? Modifier.toString(shown) + " " : "";
        var name = type.getName().startsWith("REPL.")
                ? type.getSimpleName()
                : type.getName().replace('$', '.');
        var text = new StringBuilder(modifiers).append(kind).append(' ').append(name);
        var above = type.getSuperclass();
        if (above != null && kind.equals("class") && above != Object.class) {
            text.append(" extends ").append(above.getSimpleName());
        }
        for (int i = 0; i < type.getInterfaces().length; i++) {
            text.append(i > 0 ? ", " : type.isInterface() ? " extends " : " implements ")
                    .append(type.getInterfaces()[i].getSimpleName());
        }
        return Printable.of(text.toString());
    }

    private List<String> unknown(String chain, String asked) {
        int dot = asked.lastIndexOf('.') + 1;
        var names = completer.complete(asked, dot).candidates().stream()
                .map(each -> each.name().replaceFirst("\\(\\)?$", ""))
                .distinct()
                .toList();
        var near = Near.matches(asked.substring(dot), names, OFFERED);
        return List.of("nothing is called " + chain + " here"
                + (near.isEmpty() ? "" : "; did you mean " + String.join(", ", near) + "?"));
    }
}
