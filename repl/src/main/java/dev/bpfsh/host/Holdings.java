// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import dev.bpfsh.loader.BpfLink;
import dev.bpfsh.loader.BpfObject;
import dev.bpfsh.loader.Session;
import dev.bpfsh.loader.SkeletonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.VarSnippet;

/** The open things that variables hold which a unit names: afterwards it can be told which have lost their name. */
final class Holdings {
    private final JShell shell;
    private final Function<VarSnippet, Object> read;
    private final Map<String, AutoCloseable> before = new HashMap<>();

    private Holdings(JShell shell, Function<VarSnippet, Object> read) {
        this.shell = shell;
        this.read = read;
    }

    /** @param unit a text that is about to be evaluated */
    static Holdings of(String unit, JShell shell, Function<VarSnippet, Object> read) {
        Holdings holdings = new Holdings(shell, read);
        if (!Session.current().alive().isEmpty()) {
            holdings.variables()
                    .filter(variable -> Pattern.compile("\\b" + Pattern.quote(variable.name()) + "\\b")
                            .matcher(unit)
                            .find())
                    .forEach(variable -> holdings.before.put(variable.name(), holdings.open(variable)));
        }
        return holdings;
    }

    /** A note for each thing that is still open and that no variable holds any more. */
    List<String> lost() {
        before.values().removeIf(held -> held == null || !isOpen(held));
        if (before.isEmpty()) {
            return List.of();
        }
        List<AutoCloseable> held = variables().map(this::open).collect(Collectors.toList());
        return before.entrySet().stream()
                .filter(entry -> held.stream().noneMatch(now -> now == entry.getValue()))
                .map(entry -> "note: " + words(entry.getValue()) + " goes on without the name " + entry.getKey()
                        + "; /live closes it")
                .toList();
    }

    private Stream<VarSnippet> variables() {
        return shell.variables().filter(variable -> shell.status(variable) == Snippet.Status.VALID);
    }

    private AutoCloseable open(VarSnippet variable) {
        Object value = read.apply(variable);
        Object held = value instanceof SkeletonObject skeleton ? skeleton.object() : value;
        return held instanceof AutoCloseable closeable && isOpen(closeable) ? closeable : null;
    }

    private static boolean isOpen(AutoCloseable held) {
        return Session.current().alive().stream().anyMatch(open -> open == held);
    }

    private static String words(AutoCloseable held) {
        if (held instanceof BpfObject object) {
            long attached = object.links().stream().filter(BpfLink::attached).count();
            return object + (attached == 0 ? "" : ", " + attached + " attached,");
        }
        if (held instanceof BpfLink link && link.attached()) {
            return link.toString();
        }
        Class<?> type = held.getClass();
        return type.getName().startsWith("dev.bpfsh.") ? held.toString() : type.getSimpleName();
    }
}
