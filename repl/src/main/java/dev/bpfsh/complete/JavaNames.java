// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.complete;

import dev.bpfsh.host.Evaluator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

/** Names of Java at the cursor: which there are says JShell, what they are says the session. */
final class JavaNames {
    private static final List<String> KEYWORDS = List.of(
            ("abstract assert boolean break byte case catch char class continue default do double else enum extends"
                            + " false final finally float for if implements import instanceof int interface long new"
                            + " null private protected public record return short static super switch"
                            + " synchronized this throw throws true try var void volatile while yield")
                    .split(" "));
    /** What JShell makes for itself. */
    private static final Pattern HIDDEN = Pattern.compile("(\\$JShell|REPL|do_it)\\$.*|\\$JShell.*");

    /** JShell reads the packages in the background: what it does not know yet it may know soon. */
    private static final long FRESH_NANOSECONDS = 5_000_000_000L;

    /** Nothing of a statement, but that its value becomes that of a variable, whatever it is. */
    private static final Pattern BEGINNING = Pattern.compile("\\s*(?:(?:final\\s+)?var\\s+\\w+\\s*=\\s*)?");

    private static final Comparator<Candidate> ORDER = Comparator.comparing((Candidate each) -> !each.fits())
            .thenComparing(Candidate::group)
            .thenComparing(Candidate::name);
    private static final Pattern IDENTIFIER = Pattern.compile("\\b[A-Za-z_$][\\w$]*");

    private final Evaluator evaluator;
    private volatile Answer last;

    /** All that JShell has for a place, whatever of a name has been typed there already. */
    private record Answer(String before, String state, int anchor, List<Candidate> candidates, long time) {}

    JavaNames(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    Completion at(String text, int start, int cursor, Scope scope) {
        var typed = text.substring(start, cursor);
        var answer = answer(text.substring(0, start), scope);
        int from = Math.min(answer.anchor, cursor);
        var begun = text.substring(from, cursor);
        var candidates = new ArrayList<Candidate>(answer.candidates);
        candidates.removeIf(each -> each.group() == Group.KEYWORDS);
        if (!typed.isEmpty() && isUnqualified(text, start)) {
            KEYWORDS.forEach(word -> candidates.add(Candidate.java(Group.KEYWORDS, word, "", word, false)));
        }
        var matching = matching(candidates, begun);
        if (matching.isEmpty() && !typed.isEmpty() && isUnqualified(text, start)) {
            matching = words(text, start, typed);
        }
        return Completion.of(from, cursor, matching, "");
    }

    /** Names of the text itself: JShell does not know a loop's variable, or a lambda's parameter, while it is typed. */
    private static List<Candidate> words(String text, int start, String typed) {
        return IDENTIFIER
                .matcher(text.substring(0, start))
                .results()
                .map(MatchResult::group)
                .filter(word -> word.startsWith(typed) && word.length() > typed.length())
                .distinct()
                .sorted()
                .map(word -> Candidate.java(Group.VARIABLES, word, "", word, false))
                .toList();
    }

    static boolean isUnqualified(String text, int start) {
        int before = Chain.skipBlanks(text, start);
        return before == 0 || text.charAt(before - 1) != '.';
    }

    /** Those that begin as typed; else those that do but for capitals; else those with these humps: {@code mRB}. */
    private static List<Candidate> matching(List<Candidate> candidates, String typed) {
        var small = typed.toLowerCase(Locale.ROOT);
        var found = filter(candidates, each -> each.insert().startsWith(typed));
        if (found.isEmpty()) {
            found = filter(
                    candidates, each -> each.insert().toLowerCase(Locale.ROOT).startsWith(small));
        }
        if (found.isEmpty() && typed.chars().skip(1).anyMatch(Character::isUpperCase)) {
            var humps = humps(typed);
            found = filter(candidates, each -> humps.matcher(each.insert()).lookingAt());
        }
        return found;
    }

    private static Pattern humps(String typed) {
        var pattern = new StringBuilder();
        for (char c : typed.toCharArray()) {
            boolean hump = Character.isUpperCase(c) && pattern.length() > 0;
            pattern.append(hump ? "[a-z0-9_$]*" : "").append(Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(pattern.toString());
    }

    private static List<Candidate> filter(List<Candidate> candidates, Predicate<Candidate> wanted) {
        return candidates.stream().filter(wanted).toList();
    }

    private Answer answer(String before, Scope scope) {
        var known = last;
        if (known != null
                && known.before.equals(before)
                && known.state.equals(scope.state())
                && System.nanoTime() - known.time < FRESH_NANOSECONDS) {
            return known;
        }
        int[] anchor = {before.length()};
        var candidates = members(before, scope)
                .orElseGet(() -> described(evaluator.suggestions(before, before.length(), anchor), before, scope));
        var fresh = new Answer(before, scope.state(), anchor[0], candidates, System.nanoTime());
        last = fresh;
        return fresh;
    }

    /**
     * The members of what a statement begins with, where they can be told without the compiler, which takes ten times as
     * long. Elsewhere it knows which of them fit.
     */
    private static Optional<List<Candidate>> members(String before, Scope scope) {
        int dot = Chain.skipBlanks(before, before.length()) - 1;
        if (dot < 0 || before.charAt(dot) != '.') {
            return Optional.empty();
        }
        int start = Chain.start(before, dot);
        if (!BEGINNING.matcher(before).region(0, start).matches()) {
            return Optional.empty();
        }
        var chain = before.substring(start, dot).strip();
        return Receiver.type(chain, scope)
                .map(type -> candidates(Members.of(type), Members::ofInstances))
                .or(() -> Receiver.named(chain, scope).map(type -> candidates(Members.of(type), Members::ofClass)));
    }

    private static List<Candidate> candidates(Members members, Function<Members, Set<String>> continuations) {
        var known = Optional.of(members);
        return continuations.apply(members).stream()
                .map(each -> member(each, false, known))
                .sorted(ORDER)
                .toList();
    }

    private List<Candidate> described(List<Suggestion> suggestions, String before, Scope scope) {
        boolean choosy = suggestions.stream().anyMatch(each -> !each.matchesType());
        // Of a name that has overloads with parameters and without, one is offered; it fits if any does.
        Map<String, Boolean> continuations = new LinkedHashMap<>();
        for (var each : suggestions) {
            var continuation = each.continuation();
            if (!continuation.isEmpty() && !HIDDEN.matcher(continuation).matches()) {
                var name = continuation.replaceFirst("\\(\\)$", "(");
                continuations.merge(
                        continuation.endsWith("()") && continuations.containsKey(name) ? name : continuation,
                        choosy && each.matchesType(),
                        Boolean::logicalOr);
            }
        }
        continuations
                .keySet()
                .removeIf(
                        each -> each.endsWith("()") && continuations.containsKey(each.substring(0, each.length() - 1)));
        var describer = describer(before, scope);
        return continuations.entrySet().stream()
                .map(each -> describer.describe(each.getKey(), each.getValue()))
                .sorted(ORDER)
                .toList();
    }

    private interface Describer {
        Candidate describe(String continuation, boolean fits);
    }

    private Describer describer(String before, Scope scope) {
        int end = Chain.skipBlanks(before, before.length());
        if (end > 0 && before.charAt(end - 1) == '.') {
            var members = receiver(before.substring(Chain.start(before, end - 1), end - 1), scope);
            return (continuation, fits) -> member(continuation, fits, members);
        }
        boolean made = before.substring(0, end).matches("(?s)(.*\\W)?new");
        return (continuation, fits) -> plain(continuation, fits, made, scope);
    }

    /** What an expression, or a type, has in front of its dot. */
    private Optional<Members> receiver(String chain, Scope scope) {
        var declared = Receiver.type(chain, scope);
        if (declared.isPresent()) {
            return declared.map(Members::of);
        }
        var type = scope.variables().get(chain);
        if (type == null) {
            type = evaluator.ask(shell -> shell.sourceCodeAnalysis().analyzeType(chain, chain.length()));
        }
        var text = type == null ? chain : type;
        return scope.type(text).map(found -> Members.of(found, text));
    }

    private static Candidate member(String continuation, boolean fits, Optional<Members> members) {
        boolean called = continuation.endsWith("(") || continuation.endsWith("()");
        var name = name(continuation);
        // In an import a method comes without brackets.
        boolean method =
                called || members.isPresent() && !members.get().methods(name).isEmpty();
        var type = members.map(known -> known.type(name, method)).orElse("");
        Group group;
        if (method) {
            group = called && Members.ofEveryObject(name) ? Group.OBJECT_METHODS : Group.METHODS;
        } else if (continuation.endsWith(".")) {
            group = Group.PACKAGES;
        } else {
            group = type.isEmpty() && Character.isUpperCase(name.charAt(0)) ? Group.TYPES : Group.FIELDS;
        }
        return Candidate.java(group, continuation, type, continuation, fits);
    }

    private static Candidate plain(String continuation, boolean fits, boolean made, Scope scope) {
        var name = name(continuation);
        boolean called = continuation.endsWith("(") || continuation.endsWith("()");
        if (called && made) {
            return Candidate.java(Group.CONSTRUCTORS, continuation, "", continuation, fits);
        } else if (called) {
            return Candidate.java(Group.METHODS, continuation, result(name, scope), continuation, fits);
        } else if (scope.variables().containsKey(name)) {
            return Candidate.java(Group.VARIABLES, name, scope.variables().get(name), continuation, fits);
        } else if (KEYWORDS.contains(name)) {
            return Candidate.java(Group.KEYWORDS, name, "", continuation, fits);
        }
        var owners = scope.statics(name);
        if (!owners.isEmpty()) {
            return Candidate.java(
                    Group.FIELDS, name, Members.of(owners.get(0), "").type(name, false), continuation, fits);
        }
        boolean local = !continuation.endsWith(".") && Character.isLowerCase(name.charAt(0));
        var group = continuation.endsWith(".") ? Group.PACKAGES : local ? Group.VARIABLES : Group.TYPES;
        return Candidate.java(group, continuation, "", continuation, fits);
    }

    private static String result(String name, Scope scope) {
        var own = scope.methods().get(name);
        if (own != null) {
            var signature = own.get(0).signature();
            return Signature.shortType(signature.substring(signature.lastIndexOf(')') + 1));
        }
        return scope.statics(name).stream()
                .map(owner -> Members.of(owner, "").type(name, true))
                .findFirst()
                .orElse("");
    }

    private static String name(String continuation) {
        int end = 0;
        while (end < continuation.length() && Character.isJavaIdentifierPart(continuation.charAt(end))) {
            end++;
        }
        return end == 0 ? continuation : continuation.substring(0, end);
    }
}
