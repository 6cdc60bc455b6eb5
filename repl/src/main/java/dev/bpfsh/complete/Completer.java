// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.complete;

import dev.bpfsh.host.Evaluator;
import java.util.ArrayList;
import java.util.List;

/**
 * What Tab asks: what could stand at the cursor, how what is there is called, what its documentation says.
 *
 * <pre>{@code
 * new Completer(evaluator).complete("minimal.bss().set(\"my_", 22).candidates()
 * }</pre>
 *
 * <p>Any text will do, and nothing of it is evaluated. A call may take as long as it takes to read the kernel's
 * functions: see {@link #doing()}. Calls may come from any thread.
 */
public final class Completer {
    /** Of a longer text JShell's analysis takes too long. */
    private static final int LONGEST = 20_000;

    private final Evaluator evaluator;
    private final NameTables tables = new NameTables();
    private volatile Scope scope;
    private Parts parts;

    /** What answers; made when it is first asked, as the start of a prompt waits for nothing. */
    private record Parts(JavaNames java, Literals literals, Descriptions descriptions) {}

    /** Of a session; nothing is read before it is asked for. */
    public Completer(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    private synchronized Parts parts() {
        if (parts == null) {
            parts = new Parts(new JavaNames(evaluator), new Literals(evaluator, tables), new Descriptions(evaluator));
        }
        return parts;
    }

    /** What could stand at the cursor of a text that is Java. */
    public Completion complete(String text, int cursor) {
        var place = Place.of(text, cursor);
        return switch (place.kind()) {
            case OTHER -> Completion.none(cursor);
            case STRING ->
                parts().literals()
                        .at(Invocation.ofLiteral(text, cursor, place).orElse(null), text, place.start(), cursor);
            case CODE -> text.length() > LONGEST ? Completion.none(cursor) : java(text, cursor, place);
        };
    }

    /** Names of Java; where an argument begins, before them the literals that it may be. */
    private Completion java(String text, int cursor, Place place) {
        var names = parts().java().at(text, place.start(), cursor, scope());
        var before = text.substring(0, cursor).stripTrailing();
        if (names.from() < cursor || !before.endsWith("(") && !before.endsWith(",")) {
            return names;
        }
        var quoted = Invocation.around(text, cursor, place)
                .map(call -> parts().literals().quoted(call, cursor))
                .orElse(Completion.none(cursor));
        var all = new ArrayList<>(quoted.candidates());
        all.addAll(names.candidates());
        return Completion.of(cursor, cursor, all, quoted.title());
    }

    /**
     * How what is at the cursor is called: the name before it, or the call around it.
     *
     * @param comments whether also what their documentation says, which may take longer
     */
    public Descriptions.Call describe(String text, int cursor, boolean comments) {
        return text.length() > LONGEST
                ? Descriptions.Call.NONE
                : parts().descriptions().at(text, cursor, Place.of(text, cursor), comments);
    }

    /** As {@link #describe}, of candidates of Java. */
    public List<Descriptions.Described> describe(String text, Completion completion, int most, boolean comments) {
        var wanted = completion.candidates().stream()
                .filter(each -> !each.last() && each.group() != Group.KEYWORDS && each.group() != Group.PACKAGES)
                .limit(most)
                .toList();
        return parts().descriptions().of(text.substring(0, completion.from()), wanted, comments);
    }

    /** What is being read just now, in words, such as {@code the kernel's functions}; empty where nothing is. */
    public String doing() {
        return tables.doing();
    }

    Scope scope() {
        var now = Scope.now(evaluator, scope);
        scope = now;
        return now;
    }
}
