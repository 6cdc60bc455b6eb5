// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import dev.bpfsh.loader.BpfObject;
import dev.bpfsh.loader.Session;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jdk.jshell.ImportSnippet;

/**
 * What of a session mattered: everything that may have had an effect, and what that needs. Left out are looks, what
 * nobody used, and attempts: an object that was opened, tried, and opened again under the same name, of which nothing is
 * left.
 *
 * <p>It is told by the text alone, and where that does not tell, a unit stays.
 */
public final class Essence {
    /** Why a unit is left out. */
    public enum Reason {
        /** It showed a value. */
        LOOK("only looked"),
        /** It declares, or sets, what nobody used. */
        UNUSED("nobody used"),
        /** It belongs to an object that was opened again. */
        ATTEMPT("of an earlier attempt");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        /** As it follows a number: {@code 3 only looked}. */
        public String words() {
            return words;
        }
    }

    private final List<SessionUnit> units;
    private final Map<Integer, Reason> leftOut = new TreeMap<>();
    private final Set<Integer> kept = new TreeSet<>();
    /** Assignments that are declarations now, as the declaration before them is left out. */
    private final Set<Integer> declaring = new HashSet<>();

    private Essence(List<SessionUnit> units) {
        this.units = units;
    }

    /** That of all that worked. */
    public static Essence of(Journal journal) {
        var essence = new Essence(SessionUnit.of(journal));
        essence.find();
        return essence;
    }

    private void find() {
        for (int i = 0; i < units.size(); i++) {
            if (units.get(i).opens()) {
                leaveOutAttempt(i);
            }
        }
        keep(SessionUnit::hasEffect);
        if (kept.isEmpty()) {
            // Then it is what was made that matters.
            keep(unit -> isInForce(unit) || !unit.anatomy().assigns().isEmpty());
        }
        for (int i = 0; i < units.size(); i++) {
            if (units.get(i).isImport() && isNeeded(units.get(i))) {
                kept.add(i);
            } else if (!kept.contains(i)) {
                leftOut.putIfAbsent(i, isLook(units.get(i)) ? Reason.LOOK : Reason.UNUSED);
            }
        }
    }

    /** Whether it declares what nothing behind it declares anew. */
    private boolean isInForce(SessionUnit unit) {
        return (unit.isVariable() || unit.isDefinition())
                && unit.declares().stream()
                        .anyMatch(key -> units.subList(units.indexOf(unit) + 1, units.size()).stream()
                                .noneMatch(later -> later.declares().contains(key)));
    }

    private static boolean isLook(SessionUnit unit) {
        return (unit.isTemporary() || unit.declares().isEmpty())
                && !unit.hasEffect()
                && unit.anatomy().assigns().isEmpty();
    }

    private void keep(Predicate<SessionUnit> which) {
        Deque<Integer> toDo = new ArrayDeque<>();
        IntStream.range(0, units.size())
                .filter(i -> !leftOut.containsKey(i) && which.test(units.get(i)))
                .forEach(toDo::add);
        while (!toDo.isEmpty()) {
            int next = toDo.remove();
            if (kept.add(next)) {
                needed(next).filter(i -> !leftOut.containsKey(i)).forEach(toDo::add);
            }
        }
    }

    /** What a unit needs: what declares and sets what it names. */
    private IntStream needed(int user) {
        var unit = units.get(user);
        var names = unit.names();
        names.addAll(unit.anatomy().assigns());
        // What a method names is what has that name when it is called.
        int end = unit.isDefinition() ? units.size() : user;
        return names.stream()
                .flatMapToInt(name -> IntStream.concat(
                        declarations(name, user),
                        IntStream.range(0, end).filter(i -> i != user && sets(units.get(i), name))));
    }

    private boolean sets(SessionUnit unit, String name) {
        return unit.anatomy().assigns().contains(name);
    }

    /** The newest declaration before the user, of each kind of arguments; for a method also those behind it. */
    private IntStream declarations(String name, int user) {
        var newest = new HashMap<String, Integer>();
        var all = new HashSet<Integer>();
        boolean late = units.get(user).isDefinition();
        for (int i = 0; i < units.size(); i++) {
            for (var key : units.get(i).declares()) {
                if (SessionUnit.name(key).equals(name) && i != user) {
                    if (i < user) {
                        newest.put(key, i);
                    } else if (late || !newest.containsKey(key)) {
                        all.add(i);
                    }
                }
            }
        }
        all.addAll(newest.values());
        return all.stream().mapToInt(Integer::intValue);
    }

    /** Leaves out what was opened at a place, and all that was done with it, where it was opened again and nothing is left. */
    private void leaveOutAttempt(int opening) {
        var first = units.get(opening);
        var names = new HashSet<String>(
                first.isVariable() ? first.declares() : first.anatomy().assigns());
        var name = names.iterator().next();
        int again = IntStream.range(opening + 1, units.size())
                .filter(i -> units.get(i).opens() && (units.get(i).declares(name) || sets(units.get(i), name)))
                .findFirst()
                .orElse(-1);
        if (again < 0 || first.anatomy().unknown() || names.size() > 1) {
            return;
        }
        var attempt = new TreeSet<>(Set.of(opening));
        for (int i = opening + 1; i < again; i++) {
            var unit = units.get(i);
            boolean about = unit.names().stream().anyMatch(names::contains);
            if (about
                    && !unit.anatomy().unknown()
                    && names.containsAll(unit.anatomy().changes())) {
                attempt.add(i);
                unit.declares().forEach(each -> names.add(SessionUnit.name(each)));
            } else if (about) {
                return;
            }
        }
        names.remove(name);
        if (names.stream().anyMatch(each -> isUsedFrom(again, each))
                || attempt.stream().anyMatch(i -> isAlive(units.get(i)))) {
            return;
        }
        attempt.forEach(i -> leftOut.put(i, isLook(units.get(i)) ? Reason.LOOK : Reason.ATTEMPT));
        if (!units.get(again).isVariable()) {
            declaring.add(again);
        }
    }

    /** Whether a name is used from a place on, before it is declared anew. */
    private boolean isUsedFrom(int place, String name) {
        return units.stream()
                .skip(place)
                .filter(unit -> unit.declares(name) || unit.names().contains(name) || sets(unit, name))
                .findFirst()
                .filter(unit -> !unit.declares(name) || unit.names().contains(name))
                .isPresent();
    }

    /** Whether something that it has made is there, and more than opened. */
    private static boolean isAlive(SessionUnit unit) {
        return Session.current().madeFor(unit.maker()).stream()
                .anyMatch(made -> !(made instanceof BpfObject object) || object.state() != BpfObject.State.OPENED);
    }

    private boolean isNeeded(SessionUnit unit) {
        var name = ((ImportSnippet) unit.snippets().get(0)).name();
        return name.equals("*")
                || name.endsWith(".*")
                || kept.stream()
                        .anyMatch(i -> units.get(i).names().contains(name.substring(name.lastIndexOf('.') + 1)));
    }

    /** The sources, in order, as a script has them. */
    public List<String> sources() {
        return kept.stream().map(this::source).toList();
    }

    /** Names that JShell gave are variables of a script only where it says so. */
    private String source(int index) {
        var unit = units.get(index);
        var text = new StringBuilder(unit.source());
        unit.anatomy().uses().stream()
                .filter(use -> use.name().matches("\\$\\d+") && declaredAs(use.name()))
                .sorted(Comparator.comparing(Anatomy.Use::offset).reversed())
                .forEach(use ->
                        text.replace(use.offset(), use.offset() + use.name().length(), given(use.name())));
        if (unit.isTemporary()) {
            var name = unit.declares().get(0);
            boolean used = kept.stream()
                    .anyMatch(i -> i != index && units.get(i).names().contains(name));
            return used ? "var " + given(name) + " = " + text : text.toString();
        }
        return declaring.contains(index) ? "var " + text : text.toString();
    }

    private boolean declaredAs(String name) {
        return kept.stream()
                .anyMatch(i -> units.get(i).isTemporary() && units.get(i).declares(name));
    }

    private String given(String temporary) {
        var name = "value" + temporary.substring(1);
        while (declared(name)) {
            name += "_";
        }
        return name;
    }

    private boolean declared(String name) {
        return units.stream().anyMatch(unit -> unit.declares(name));
    }

    /** How many units there are. */
    public int all() {
        return units.size();
    }

    /** How many units are left out for which reason, in the order of the reasons. */
    public Map<Reason, Long> leftOut() {
        return leftOut.values().stream()
                .collect(Collectors.groupingBy(reason -> reason, TreeMap::new, Collectors.counting()));
    }

    /** What was kept has made this, and it is alive. */
    public List<AutoCloseable> alive() {
        return kept.stream()
                .flatMap(i -> Session.current().madeFor(units.get(i).maker()).stream())
                .toList();
    }
}
