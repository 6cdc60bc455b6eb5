// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.complete;

import dev.bpfsh.kernel.Printable;
import dev.bpfsh.view.Style;
import dev.bpfsh.view.Width;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Candidates as lines: in groups, in columns, each with its type, no more of them than there is room for. */
public final class Menu {
    private static final String FITTING = "that fit";
    private static final int GAP = 3;
    private static final int WIDEST_NAME = 40;
    /** The widest that is tried first. */
    private static final int[] TYPE_WIDTHS = {28, 22, 17, 13};

    private static final int INDENT = 2;
    private static final int MOST_COLUMNS = 8;
    private static final int SENTENCE = 48;

    private final Style style;
    private final List<String> lines = new ArrayList<>();

    private Menu(Style style) {
        this.style = style;
    }

    /**
     * The lines.
     *
     * @param rows how many there is room for
     */
    public static List<String> lines(Completion completion, Style style, int rows) {
        var menu = new Menu(style);
        int hidden = menu.groups(groups(completion), Math.max(2, rows - 1)) + completion.more();
        if (hidden > 0) {
            menu.lines.add(style.faint(String.format(Locale.ROOT, "and %,d more", hidden)));
        }
        return menu.lines;
    }

    private static Map<String, List<Candidate>> groups(Completion completion) {
        var groups = new LinkedHashMap<String, List<Candidate>>();
        for (var candidate : completion.candidates()) {
            var title = candidate.fits()
                    ? FITTING
                    : candidate.group() == Group.NAMES && !completion.title().isEmpty()
                            ? completion.title()
                            : candidate.group().title();
            groups.computeIfAbsent(title, key -> new ArrayList<>()).add(candidate);
        }
        return groups;
    }

    /** Adds the groups; those behind the first have a row each at least. Returns how many candidates had no place. */
    private int groups(Map<String, List<Candidate>> groups, int rows) {
        int left = rows;
        int behind = groups.size();
        int hidden = 0;
        for (var group : groups.entrySet()) {
            behind--;
            int room = left - 1 - 2 * Math.min(behind, left / 4);
            if (room < 1) {
                hidden += group.getValue().size();
                continue;
            }
            int before = lines.size();
            lines.add(style.bold(Printable.of(group.getKey())));
            hidden += columns(group.getValue(), room);
            left -= lines.size() - before;
        }
        return hidden;
    }

    private int columns(List<Candidate> candidates, int rows) {
        // The widths are those of what may be shown: of a thousand names one is always long.
        var first = candidates.subList(0, Math.min(candidates.size(), rows * MOST_COLUMNS));
        int nameWidth = width(first.stream().map(Candidate::name).toList(), WIDEST_NAME);
        int longest = width(first.stream().map(Candidate::type).toList(), Integer.MAX_VALUE);
        int room = style.width() - 1 - INDENT;
        if (longest > TYPE_WIDTHS[0] && candidates.size() <= rows) {
            return grid(candidates, nameWidth, Math.min(longest, room - nameWidth - 2), 1, rows);
        }
        if (longest > SENTENCE) {
            // Of a sentence the first two words help nobody.
            return grid(candidates, nameWidth, 0, Math.max(1, (room + GAP) / (nameWidth + GAP)), rows);
        }
        int typeWidth = 0;
        int columns = 0;
        // Types give way before candidates do.
        for (int i = 0; i < TYPE_WIDTHS.length && (i == 0 || columns * rows < candidates.size()); i++) {
            typeWidth = Math.min(longest, TYPE_WIDTHS[i]);
            columns = Math.max(1, (room + GAP) / (nameWidth + (typeWidth > 0 ? 2 + typeWidth : 0) + GAP));
        }
        return grid(candidates, nameWidth, typeWidth, columns, rows);
    }

    private int grid(List<Candidate> candidates, int nameWidth, int typeWidth, int columns, int rows) {
        int needed = Math.min(rows, (candidates.size() + columns - 1) / columns);
        int shown = Math.min(candidates.size(), needed * columns);
        for (int row = 0; row < needed; row++) {
            var line = new StringBuilder(" ".repeat(INDENT));
            for (int at = row; at < shown; at += needed) {
                boolean last = at + needed >= shown;
                line.append(cell(candidates.get(at), nameWidth, typeWidth, !last));
                line.append(last ? "" : " ".repeat(GAP));
            }
            lines.add(line.toString());
        }
        return candidates.size() - shown;
    }

    private String cell(Candidate candidate, int nameWidth, int typeWidth, boolean padded) {
        var name = cut(Printable.of(candidate.name()), nameWidth);
        var type = cut(Printable.of(candidate.type()), typeWidth);
        if (type.isEmpty() || typeWidth == 0) {
            return padded ? Width.pad(name, nameWidth + (typeWidth > 0 ? 2 + typeWidth : 0)) : name;
        }
        return Width.pad(name, nameWidth) + "  " + style.faint(type)
                + (padded ? " ".repeat(typeWidth - Width.of(type)) : "");
    }

    private static int width(List<String> texts, int most) {
        return Math.min(most, texts.stream().mapToInt(Width::of).max().orElse(0));
    }

    private String cut(String text, int width) {
        var dots = style.unicode() ? "\u2026" : "..";
        return Width.of(text) <= width
                ? text
                : Width.begin(text, Math.max(0, width - dots.length()))
                        + dots.substring(0, Math.min(dots.length(), width));
    }
}
