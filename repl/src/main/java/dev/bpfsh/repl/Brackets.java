// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;

/** Which bracket of a text belongs to which; those in strings and comments are none. */
final class Brackets {
    private static final String OPENING = "([{";
    private static final String CLOSING = ")]}";
    private static final int NONE = -1;

    private final String text;
    private final List<JavaToken> tokens;
    private final int[] partner;

    /** @param tokens those of the text */
    Brackets(String text, List<JavaToken> tokens) {
        this.text = text;
        this.tokens = tokens;
        this.partner = new int[tokens.size()];
        Arrays.fill(partner, NONE);
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < partner.length; i++) {
            JavaToken token = tokens.get(i);
            if (token.kind() == JavaToken.Kind.OPEN) {
                open.push(i);
            } else if (token.kind() == JavaToken.Kind.CLOSE) {
                if (!open.isEmpty() && fit(tokens.get(open.peek()), token)) {
                    partner[i] = open.pop();
                    partner[partner[i]] = i;
                }
            }
        }
    }

    static Brackets of(String text) {
        return new Brackets(text, JavaToken.of(text));
    }

    private boolean fit(JavaToken open, JavaToken close) {
        return OPENING.indexOf(text.charAt(open.from())) == CLOSING.indexOf(text.charAt(close.from()));
    }

    /** Where the innermost bracket is that is still open at a place. */
    OptionalInt openAt(int place) {
        int deeper = 0;
        for (int i = partner.length - 1; i >= 0; i--) {
            JavaToken token = tokens.get(i);
            if (token.from() < place && token.kind() == JavaToken.Kind.CLOSE) {
                deeper++;
            } else if (token.from() < place && token.kind() == JavaToken.Kind.OPEN && deeper-- == 0) {
                return OptionalInt.of(token.from());
            }
        }
        return OptionalInt.empty();
    }

    /** Where the earliest bracket is that is closed between these places, or {@code to} where none before them is. */
    int outermostBegin(int from, int to) {
        int begin = to;
        for (int i = partner.length - 1; i >= 0; i--) {
            JavaToken token = tokens.get(i);
            boolean closesEarlier = token.kind() == JavaToken.Kind.CLOSE
                    && partner[i] != NONE
                    && token.from() >= from
                    && token.from() < to;
            if (closesEarlier) {
                begin = Math.min(begin, tokens.get(partner[i]).from());
            }
        }
        return begin;
    }

    /** Where the two brackets of a pair are, one of which is at the cursor or, if none is, right before it. */
    List<Integer> pairAt(int cursor) {
        List<Integer> pair = pairFrom(cursor);
        return pair.isEmpty() ? pairFrom(cursor - 1) : pair;
    }

    private List<Integer> pairFrom(int place) {
        for (int i = 0; i < partner.length && tokens.get(i).from() <= place; i++) {
            if (tokens.get(i).from() == place && partner[i] != NONE) {
                return List.of(place, tokens.get(partner[i]).from());
            }
        }
        return List.of();
    }
}
