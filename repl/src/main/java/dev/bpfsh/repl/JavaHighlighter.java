// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.view.Role;
import dev.bpfsh.view.Theme;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedCharSequence;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * Colours what is being typed: Java, the commands and whether they exist, texts that name something, and the pair of
 * brackets at the cursor. It is asked at every key, so all that it asks itself has to answer at once.
 */
final class JavaHighlighter implements Highlighter {
    private static final AttributedStyle PAIR = AttributedStyle.BOLD.underline();
    private static final AttributedStyle FOUND = AttributedStyle.DEFAULT.underline();

    /** For a text that nobody edits. */
    static final int NOWHERE = -1;

    private final Supplier<Theme> theme;
    private final Predicate<String> command;
    private final BiPredicate<String, String> named;
    private final Map<Role, AttributedStyle> styles = new EnumMap<>(Role.class);
    private Theme stylesOf = Theme.NONE;

    /**
     * @param theme the terminal's
     * @param command whether a command's name is so, or begins so
     * @param named whether the argument (second) of a call (first) names something that is there, without taking time
     */
    JavaHighlighter(Supplier<Theme> theme, Predicate<String> command, BiPredicate<String, String> named) {
        this.theme = theme;
        this.command = command;
        this.named = named;
    }

    @Override
    public AttributedString highlight(LineReader reader, String buffer) {
        // An entry that is over has no cursor any more.
        boolean over = reader instanceof PromptReader prompt && prompt.ending();
        return highlight(buffer, over ? NOWHERE : reader.getBuffer().cursor(), reader.getSearchTerm());
    }

    /** The text with the escapes that colour it on a terminal of these colours; each line has all of its own. */
    String ansi(String text) {
        AttributedString all = highlight(text, NOWHERE, null);
        StringJoiner lines = new StringJoiner("\n");
        int from = 0;
        for (String line : text.split("\n", -1)) {
            int to = from + line.length();
            lines.add(all.subSequence(from, to).toAnsi(theme.get().colours(), AttributedCharSequence.ForceMode.None));
            from = to + 1;
        }
        return lines.toString();
    }

    /**
     * The text as it is shown: as many characters as it has, controls replaced.
     *
     * @param cursor where it is, in code points, or {@link #NOWHERE}
     * @param searched what is being searched for, or null
     */
    AttributedString highlight(String text, int cursor, String searched) {
        String shown = visible(text);
        Theme now = theme.get();
        if (now.colours() == 0) {
            return new AttributedString(shown);
        }
        if (!now.equals(stylesOf)) {
            styles.clear();
            stylesOf = now;
        }
        AttributedStringBuilder out = new AttributedStringBuilder(shown.length());
        int java = Commands.isCommand(shown) ? command(shown, out) : 0;
        int place = cursor == NOWHERE
                ? NOWHERE
                : shown.offsetByCodePoints(0, Math.min(cursor, shown.codePointCount(0, shown.length())));
        java(shown, java, place, out);
        if (searched != null && !searched.isEmpty()) {
            out.styleMatches(Pattern.compile(Pattern.quote(searched), Pattern.CASE_INSENSITIVE), FOUND);
        }
        return out.toAttributedString();
    }

    /** Colours the line of a command and returns where it ends. */
    private int command(String text, AttributedStringBuilder out) {
        int end = text.indexOf('\n') < 0 ? text.length() : text.indexOf('\n');
        int name = text.indexOf(' ') < 0 ? end : Math.min(end, text.indexOf(' '));
        out.style(style(command.test(text.substring(0, name)) ? Role.NAME : Role.BAD))
                .append(text, 0, name)
                .style(AttributedStyle.DEFAULT)
                .append(text, name, end);
        return end;
    }

    private void java(String text, int from, int cursor, AttributedStringBuilder out) {
        List<JavaToken> tokens = JavaToken.of(text, from);
        List<Integer> pair = cursor == NOWHERE ? List.of() : new Brackets(text, tokens).pairAt(cursor);
        int at = from;
        for (int i = 0; i < tokens.size(); i++) {
            JavaToken token = tokens.get(i);
            boolean paired = !pair.isEmpty() && pair.contains(token.from());
            AttributedStyle look = paired ? PAIR : isName(text, tokens, i) ? style(Role.NAME) : look(token);
            if (look != AttributedStyle.DEFAULT) {
                out.append(text, at, token.from()).style(look).append(text, token.from(), token.to());
                out.style(AttributedStyle.DEFAULT);
                at = token.to();
            }
        }
        out.append(text, at, text.length());
    }

    /** Whether it is a text between quotes that names something; its call is looked for a few pieces before it. */
    private boolean isName(String text, List<JavaToken> tokens, int i) {
        JavaToken token = tokens.get(i);
        if (token.kind() != JavaToken.Kind.STRING || !token.whole()) {
            return false;
        }
        int before = i - 1;
        while (before > 0
                && (tokens.get(before).kind() == JavaToken.Kind.STRING
                        || text.charAt(tokens.get(before).from()) == ',')) {
            before--;
        }
        boolean call = before > 0
                && tokens.get(before).kind() == JavaToken.Kind.OPEN
                && tokens.get(before - 1).kind() == JavaToken.Kind.NAME;
        String name = call
                ? text.substring(
                        tokens.get(before - 1).from(), tokens.get(before - 1).to())
                : "";
        return named.test(name, text.substring(token.from() + 1, token.to() - 1));
    }

    private AttributedStyle look(JavaToken token) {
        return switch (token.kind()) {
            case KEYWORD, ANNOTATION -> style(Role.KEYWORD);
            case TYPE -> style(Role.NAME);
            case NUMBER -> style(Role.NUMBER);
            case COMMENT -> style(Role.COMMENT);
            case STRING, TEXT_BLOCK, CHARACTER -> style(Role.STRING);
            case NAME, OPEN, CLOSE, OTHER -> AttributedStyle.DEFAULT;
        };
    }

    private AttributedStyle style(Role role) {
        return styles.computeIfAbsent(role, each -> AttributedString.fromAnsi(stylesOf.paint(each, "x"))
                .styleAt(0));
    }

    /** With a mark in the place of each character that a terminal would obey instead of showing it. */
    private static String visible(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) && c != '\n' && c != '\t') {
                return text.replaceAll("[\\p{Cntrl}\\x80-\\x9f&&[^\n\t]]", "\ufffd");
            }
        }
        return text;
    }
}
