// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The symbols of many processes, for tools that see them come and go: a process is looked at while it lives, and its
 * addresses get their names at the end. Files that several have mapped are read once.
 */
public final class UserSymbols {
    private static final int SHOWN = 5;

    /** A process may become another program; the kernel counts how often it has ({@code task_struct.self_exec_id}). */
    private record Image(int pid, long exec) {}

    private final MappedFiles files = new MappedFiles();
    private final Map<Image, Optional<ProcessSymbols>> processes = new LinkedHashMap<>();

    /**
     * Looks at a process now, if it has not been looked at.
     *
     * @param pid its number
     * @param exec which of the programs that it has been, a number that changes with each
     */
    public synchronized void look(long pid, long exec) {
        processes.computeIfAbsent(new Image((int) pid, exec), image -> open((int) pid));
    }

    private Optional<ProcessSymbols> open(int pid) {
        try {
            return Optional.of(ProcessSymbols.open(pid, files));
        } catch (IOException ended) {
            return Optional.empty();
        }
    }

    /** Looks again at those that live, before names are asked for. */
    public synchronized void refresh() {
        var newest = new LinkedHashMap<Integer, Optional<ProcessSymbols>>();
        processes.forEach((image, symbols) -> newest.put(image.pid, symbols));
        newest.values().forEach(symbols -> symbols.ifPresent(ProcessSymbols::refresh));
    }

    /**
     * A stack of a process in words; of one that had ended before it was looked at, without names.
     *
     * @param stack addresses, the innermost first
     */
    public synchronized List<Frame> frames(int pid, long exec, List<Long> stack) {
        look(pid, exec);
        return processes
                .get(new Image(pid, exec))
                .map(symbols -> symbols.frames(stack))
                .orElseGet(() -> stack.stream()
                        .map(address -> Frame.unknown("", address))
                        .toList());
    }

    /** As {@link ProcessSymbols#hints}, of all, each once with the processes that it is true of. */
    public synchronized List<String> hints() {
        var hints = new LinkedHashMap<String, Set<Integer>>();
        processes.forEach((image, symbols) -> symbols.stream()
                .flatMap(known -> known.hints().stream())
                .forEach(hint ->
                        hints.computeIfAbsent(hint, each -> new TreeSet<>()).add(image.pid)));
        return hints.entrySet().stream()
                .map(hint -> hint.getKey() + " (" + several(hint.getValue()) + ")")
                .toList();
    }

    private static String several(Set<Integer> pids) {
        var shown = pids.stream().limit(SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
        return shown + (pids.size() > SHOWN ? " and " + (pids.size() - SHOWN) + " more" : "");
    }
}
