// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.complete;

import dev.bpfsh.kernel.Printable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Very many names, sorted: those with a prefix are a range, found by halving. Of a hundred thousand only those are
 * touched that are shown.
 */
final class NameTable {
    /** Nobody reads more. */
    static final int SHOWN = 500;
    /** Two letters are in the middle of everything. */
    private static final int SHORTEST_PART = 3;

    private final String[] names;
    /** In small letters, in their own order, and which name each is; made when it is first wanted. */
    private volatile Folded folded;

    private record Folded(String[] keys, String[] names) {}

    private record Range(String[] names, int from, int to) {
        int size() {
            return to - from;
        }
    }

    private NameTable(String[] sorted) {
        this.names = sorted;
    }

    /** Names in any order, but those that a string literal would have to write otherwise. */
    static NameTable of(Collection<String> names) {
        var sorted = names.stream().filter(NameTable::isPlain).toArray(String[]::new);
        Arrays.parallelSort(sorted);
        int kept = 0;
        for (var name : sorted) {
            if (kept == 0 || !name.equals(sorted[kept - 1])) {
                sorted[kept++] = name;
            }
        }
        return new NameTable(Arrays.copyOf(sorted, kept));
    }

    /** Makes now what else would be made when it is first wanted. */
    NameTable ready() {
        folded();
        return this;
    }

    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < ' ' || c > '~' ? !Printable.of(name).equals(name) : c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    /**
     * Those that begin as typed; where there are none, those that do but for capitals; where there are none either,
     * those that have it in their middle.
     *
     * @param candidate makes one of a name, for those that are shown
     */
    Completion complete(int from, int to, String typed, String title, Function<String, Candidate> candidate) {
        var range = range(names, names, typed);
        if (range.size() == 0 && !typed.isEmpty()) {
            var all = folded();
            range = range(all.keys, all.names, typed.toLowerCase(Locale.ROOT));
            if (range.size() == 0 && typed.length() >= SHORTEST_PART) {
                return inside(from, to, typed.toLowerCase(Locale.ROOT), title, candidate);
            }
        }
        if (range.size() == 0) {
            return Completion.none(to);
        }
        var shown = new ArrayList<Candidate>();
        for (int i = range.from; i < range.to && shown.size() < SHOWN; i++) {
            shown.add(candidate.apply(range.names[i]));
        }
        // In a sorted range the first and the last have in common what all have; capitals may differ between them.
        var common = range.names == names
                ? Completion.common(
                        candidate.apply(range.names[range.from]).insert(),
                        candidate.apply(range.names[range.to - 1]).insert())
                : range.size() <= SHOWN ? Completion.of(from, to, shown, title).common() : typed;
        return new Completion(from, to, shown, range.size() - shown.size(), common, title);
    }

    private Completion inside(int from, int to, String part, String title, Function<String, Candidate> candidate) {
        var shown = new ArrayList<Candidate>();
        int more = 0;
        var all = folded();
        for (int i = 0; i < all.keys.length; i++) {
            if (all.keys[i].contains(part)) {
                if (shown.size() < SHOWN) {
                    shown.add(candidate.apply(all.names[i]));
                } else {
                    more++;
                }
            }
        }
        return new Completion(
                from,
                to,
                shown,
                more,
                more == 0 ? Completion.of(from, to, shown, title).common() : "",
                title);
    }

    private static Range range(String[] keys, String[] names, String prefix) {
        int from = first(keys, prefix, 0);
        return new Range(names, from, first(keys, prefix + Character.MAX_VALUE, from));
    }

    /** Where the first is that is not below a bound. */
    private static int first(String[] keys, String bound, int from) {
        int low = from;
        int high = keys.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (keys[middle].compareTo(bound) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private Folded folded() {
        var made = folded;
        if (made == null) {
            var order = Arrays.stream(names)
                    .map(name -> List.of(name.toLowerCase(Locale.ROOT), name))
                    .sorted(Comparator.comparing(pair -> pair.get(0)))
                    .toList();
            made = new Folded(
                    order.stream().map(pair -> pair.get(0)).toArray(String[]::new),
                    order.stream().map(pair -> pair.get(1)).toArray(String[]::new));
            folded = made;
        }
        return made;
    }
}
