// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.complete;

import dev.bpfsh.host.Evaluator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import jdk.jshell.SourceCodeAnalysis;

/** How things are called and what is said of them, in JShell's words and in those of our own documentation. */
public final class Descriptions {
    private static final Pattern MADE = Pattern.compile("\\bnew\\s+[\\w.$]+$");

    private final Evaluator evaluator;

    /**
     * One of the things that a name may mean.
     *
     * @param signature how it is called
     * @param comment what its documentation says; empty where there is none, or it was not asked for
     */
    public record Described(Signature signature, Optional<String> comment) {}

    /**
     * What a name or call at the cursor may mean.
     *
     * @param meanings of a method one for each that can still be meant
     * @param argument which argument the cursor is in, from 0; -1 where it is in none
     */
    public record Call(List<Described> meanings, int argument) {
        static final Call NONE = new Call(List.of(), -1);

        /** Whether nothing is known. */
        public boolean isEmpty() {
            return meanings.isEmpty();
        }
    }

    Descriptions(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    /** The name that ends at the cursor, or else the call around it. */
    Call at(String text, int cursor, Place place, boolean comments) {
        if (place.kind() == Place.Kind.CODE) {
            var named = named(text, cursor, comments);
            if (!named.isEmpty()) {
                return named;
            }
        }
        return Invocation.around(text, cursor, place)
                .map(call -> {
                    var all = ask(text.substring(0, call.at() + 1), comments);
                    var fitting = all.stream()
                            .filter(each ->
                                    each.signature().takes(call.arguments().size()))
                            .toList();
                    return new Call(fitting.isEmpty() ? all : fitting, call.argument());
                })
                .orElse(Call.NONE);
    }

    /** What ends at the cursor: a name, or a call whose brackets are closed. */
    private Call named(String text, int cursor, boolean comments) {
        int end = Chain.skipBlanks(text, cursor);
        if (end > 0 && text.charAt(end - 1) == ')') {
            int open = Chain.opening(text, end - 1);
            return open > 0 ? new Call(ask(text.substring(0, open + 1), comments), -1) : Call.NONE;
        }
        if (Chain.identifierStart(text, cursor) == cursor) {
            return Call.NONE;
        }
        var before = text.substring(0, cursor);
        // A type is one, and not its constructors, unless it is made.
        var found = MADE.matcher(before).find() ? List.<Described>of() : ask(before, comments);
        return new Call(found.isEmpty() ? ask(before + "(", comments) : found, -1);
    }

    /** What some candidates are called in full, in their order. */
    List<Described> of(String before, List<Candidate> candidates, boolean comments) {
        var all = new ArrayList<Described>();
        for (var candidate : candidates) {
            int open = candidate.insert().indexOf('(');
            var name = open < 0 ? candidate.insert() : candidate.insert().substring(0, open + 1);
            all.addAll(ask(before + name, comments));
        }
        return all;
    }

    private List<Described> ask(String text, boolean comments) {
        var found = evaluator.ask(shell -> shell.sourceCodeAnalysis().documentation(text, text.length(), false));
        var own = DocIndex.own();
        var all = new ArrayList<Described>();
        boolean missing = false;
        for (var each : found) {
            var signature = Signature.of(each.signature());
            var comment =
                    comments ? own.of(signature.text()).or(() -> own.of(signature.type())) : Optional.<String>empty();
            missing |= comment.isEmpty();
            all.add(new Described(signature, comment));
        }
        return comments && missing ? withJdk(text, all) : all;
    }

    /** Adds what the JDK's sources say, where they are installed: looking takes a while. */
    private List<Described> withJdk(String text, List<Described> known) {
        var found = evaluator.ask(shell -> shell.sourceCodeAnalysis().documentation(text, text.length(), true));
        var all = new ArrayList<Described>();
        for (int i = 0; i < known.size(); i++) {
            var each = known.get(i);
            var said = i < found.size() ? javadoc(found.get(i)) : Optional.<String>empty();
            all.add(each.comment().isPresent() ? each : new Described(each.signature(), said));
        }
        return all;
    }

    private static Optional<String> javadoc(SourceCodeAnalysis.Documentation documentation) {
        return Optional.ofNullable(documentation.javadoc()).filter(text -> !text.isBlank());
    }
}
