// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** The texts that are shown again and again in other forms, as they are now; who stops showing his is dropped. */
final class LiveTexts {
    private static final long SHORTEST_NANOS = 3_000_000_000L;
    /** Whoever comes this many times his own interval too late comes no more. */
    private static final int PATIENCE = 3;

    private final Map<Object, Text> texts = new IdentityHashMap<>();
    private int last;

    private record Text(List<String> lines, int number, long shown, long interval) {
        boolean over(long now) {
            return now - shown > Math.max(SHORTEST_NANOS, PATIENCE * interval);
        }
    }

    /** Puts an owner's text in the place of the one before. */
    synchronized void show(Object owner, String text, long now) {
        Text before = texts.get(owner);
        List<String> lines = PlainText.harmless(text).lines().toList();
        texts.put(
                owner,
                before == null
                        ? new Text(lines, ++last, now, 0)
                        : new Text(lines, before.number, now, now - before.shown));
    }

    synchronized boolean isEmpty() {
        return texts.isEmpty();
    }

    /** Drops those whose owners show them no more, and returns how they looked last. */
    synchronized String takeOver(long now) {
        StringBuilder last = new StringBuilder();
        texts.values().removeIf(text -> {
            if (text.over(now)) {
                text.lines.forEach(line -> last.append(line).append('\n'));
            }
            return text.over(now);
        });
        return last.toString();
    }

    /** The lines of all, the oldest first: as many as there is room for. */
    synchronized List<String> lines(int rows) {
        List<String> lines = new ArrayList<>();
        texts.values().stream()
                .sorted((a, b) -> Integer.compare(a.number, b.number))
                .forEach(text -> lines.addAll(text.lines));
        if (lines.size() <= rows) {
            return lines;
        }
        if (rows < 2) {
            return List.of();
        }
        List<String> cut = new ArrayList<>(lines.subList(0, rows - 1));
        cut.add("... " + (lines.size() - rows + 1) + " more lines");
        return cut;
    }
}
