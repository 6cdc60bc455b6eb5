// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What may have been meant by a name that does not exist: for tracepoints, globals, programs, scripts. */
public final class Near {
    private static final int SHORTEST_PART = 3;
    private static final int MOST_TYPOS = 4;

    /** How a candidate is near, best first. */
    private enum Kind {
        EQUAL_BUT_CASE,
        BEGINS,
        CONTAINS,
        TYPO
    }

    private record Match(String name, Kind kind, int distance) {
        private static final Comparator<Match> BEST_FIRST = Comparator.comparing(Match::kind)
                .thenComparingInt(Match::distance)
                .thenComparing(Match::name);
    }

    private Near() {}

    /**
     * The candidates that are near the wanted name, best first: the same but for case, those that begin with it, those
     * that contain it or are contained in it, then those that differ by few typing errors (a letter changed, missing,
     * too much, or two swapped; one error for each three letters, four at most). For a name in the form
     * {@code category/name} the part behind the slash may match on its own.
     *
     * @param wanted what was asked for
     * @param candidates all names there are
     * @param max how many to return at most
     */
    public static List<String> matches(String wanted, Collection<String> candidates, int max) {
        var sought = wanted.toLowerCase(Locale.ROOT).strip();
        if (sought.isEmpty()) {
            return List.of();
        }
        return candidates.stream()
                .distinct()
                .flatMap(candidate -> match(sought, candidate).stream())
                .sorted(Match.BEST_FIRST)
                .limit(max)
                .map(Match::name)
                .toList();
    }

    private static Optional<Match> match(String sought, String candidate) {
        var name = candidate.toLowerCase(Locale.ROOT);
        int difference = Math.abs(name.length() - sought.length());
        if (name.equals(sought)) {
            return Optional.of(new Match(candidate, Kind.EQUAL_BUT_CASE, 0));
        }
        if (name.startsWith(sought)) {
            return Optional.of(new Match(candidate, Kind.BEGINS, difference));
        }
        if (contains(name, sought) || contains(sought, name)) {
            return Optional.of(new Match(candidate, Kind.CONTAINS, difference));
        }
        int typos = Math.min(typos(sought, name), typos(lastPart(sought), lastPart(name)));
        return typos > MOST_TYPOS ? Optional.empty() : Optional.of(new Match(candidate, Kind.TYPO, typos));
    }

    private static boolean contains(String whole, String part) {
        return part.length() >= SHORTEST_PART && whole.contains(part);
    }

    private static String lastPart(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    private static int typos(String sought, String name) {
        int limit = Math.min(Math.max(sought.length() / 3, 1), MOST_TYPOS);
        int distance = distance(sought, name, limit);
        return distance > limit ? Integer.MAX_VALUE : distance;
    }

    /**
     * Damerau-Levenshtein, the variant of optimal string alignment, in a band as wide as the limit: so three thousand
     * tracepoints take milliseconds.
     *
     * @return any number above the limit where the distance is above it
     */
    static int distance(String a, String b, int limit) {
        int width = b.length();
        if (Math.abs(a.length() - width) > limit) {
            return limit + 1;
        }
        var twoUp = new int[width + 1];
        var up = new int[width + 1];
        var row = new int[width + 1];
        Arrays.setAll(up, j -> j);
        for (int i = 1; i <= a.length(); i++) {
            int from = Math.max(1, i - limit);
            int to = Math.min(width, i + limit);
            Arrays.fill(row, limit + 1);
            row[0] = i;
            int least = from == 1 ? i : limit + 1;
            for (int j = from; j <= to; j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int best = Math.min(up[j - 1] + change, Math.min(up[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    best = Math.min(best, twoUp[j - 2] + 1);
                }
                row[j] = best;
                least = Math.min(least, best);
            }
            if (least > limit) {
                return limit + 1;
            }
            var reused = twoUp;
            twoUp = up;
            up = row;
            row = reused;
        }
        return up[width];
    }
}
