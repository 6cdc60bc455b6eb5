// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.lesson;

import dev.bpfsh.view.Role;
import dev.bpfsh.view.Style;
import dev.bpfsh.view.Width;
import java.util.ArrayList;
import java.util.List;

/** Text that is broken into lines of a width, between words; each piece of it keeps its looks. */
final class Paragraphs {
    private record Piece(String text, Role role) {}

    private final Style style;
    private final List<List<Piece>> words = new ArrayList<>();
    private List<Piece> word = new ArrayList<>();

    Paragraphs(Style style) {
        this.style = style;
    }

    /** Puts text behind what there is; blanks in it are where lines may end. */
    void add(String text, Role role) {
        var begun = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            if (Character.isWhitespace(text.charAt(at))) {
                piece(begun, role);
                endWord();
            } else {
                begun.append(text.charAt(at));
            }
        }
        piece(begun, role);
    }

    /** Begins a new line. */
    void endLine() {
        endWord();
        words.add(List.of());
    }

    private void piece(StringBuilder text, Role role) {
        if (!text.isEmpty()) {
            word.add(new Piece(text.toString(), role));
            text.setLength(0);
        }
    }

    private void endWord() {
        if (!word.isEmpty()) {
            words.add(word);
            word = new ArrayList<>();
        }
    }

    /** The lines; a word that is wider than one has one of its own. */
    List<String> lines(int width) {
        endWord();
        var lines = new ArrayList<String>();
        var line = new ArrayList<Piece>();
        int columns = 0;
        for (var each : words) {
            int more = each.stream().mapToInt(piece -> Width.of(piece.text())).sum();
            if (each.isEmpty() || columns > 0 && columns + 1 + more > width) {
                lines.add(painted(line));
                line.clear();
                columns = 0;
            }
            if (columns > 0 && more > 0) {
                // A blank between two words of one look has it too, so that they are painted at once.
                var before = line.get(line.size() - 1).role();
                line.add(new Piece(" ", before == each.get(0).role() ? before : null));
                columns++;
            }
            line.addAll(each);
            columns += more;
        }
        if (columns > 0) {
            lines.add(painted(line));
        }
        return lines;
    }

    private String painted(List<Piece> pieces) {
        var line = new StringBuilder();
        var run = new StringBuilder();
        for (int i = 0; i < pieces.size(); i++) {
            var role = pieces.get(i).role();
            run.append(pieces.get(i).text());
            if (i + 1 == pieces.size() || pieces.get(i + 1).role() != role) {
                line.append(role == null ? run : style.paint(role, run.toString()));
                run.setLength(0);
            }
        }
        return line.toString();
    }
}
