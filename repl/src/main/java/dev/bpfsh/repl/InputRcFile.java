// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The user's keys, as readline(3) has them in {@code ~/.inputrc}: the editing mode, vi or emacs, and what keys are bound
 * to. Readline's other settings are its own.
 *
 * @param path the file, which need not be there
 */
record InputRcFile(Path path) {
    private static final long LARGEST = 1 << 20;
    private static final String MODE = "editing-mode";
    private static final String KEYMAP = "keymap";
    private static final Pattern SET = Pattern.compile("set\\s+(\\S+)\\s+(\\S+).*", Pattern.CASE_INSENSITIVE);
    /** A condition, or a key by its name or between quotes, and what it does: a function, or text between quotes. */
    private static final Pattern BINDING = Pattern.compile(
            "\\$.*|([A-Za-z]+-)*([A-Za-z]+|[^\\s\"$]):?[\\s:=]\\s*\\S.*|\"(\\\\.|[^\"\\\\])+\":\\s*([\\w-]+|\"(\\\\.|[^\"\\\\])*\"|'.*').*");
    /** Readline's names of what JLine calls otherwise. */
    private static final Map<String, String> KEYMAPS = Map.of(
            "vi", "vicmd",
            "vi-command", "vicmd",
            "vi-move", "vicmd",
            "vi-insert", "viins",
            "emacs", "emacs",
            "emacs-standard", "emacs");

    /** That which readline would read. */
    static InputRcFile of(Map<String, String> environment, String home) {
        String named = environment.getOrDefault("INPUTRC", "");
        return new InputRcFile(named.isEmpty() ? Path.of(home, ".inputrc") : Path.of(named));
    }

    /** What takes the keys, in JLine's words. */
    @FunctionalInterface
    interface Taker {
        void take(Reader text) throws IOException;
    }

    /**
     * Has a reader take what is in the file; never throws.
     *
     * @return what is wrong with it, in a line
     */
    Optional<String> apply(Taker reader) {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try {
            if (!Files.isRegularFile(path) || Files.size(path) > LARGEST) {
                return Optional.of(problem("not a file of keys"));
            }
            List<String> wrong = new ArrayList<>();
            reader.take(new StringReader(translated(Files.readAllLines(path), wrong)));
            return wrong.isEmpty()
                    ? Optional.empty()
                    : Optional.of(problem(
                            wrong.get(0) + (wrong.size() > 1 ? ", and " + (wrong.size() - 1) + " more like it" : "")));
        } catch (CharacterCodingException e) {
            return Optional.of(problem("not a text in UTF-8"));
        } catch (AccessDeniedException e) {
            return Optional.of(problem("permission denied"));
        } catch (IOException | RuntimeException e) {
            return Optional.of(problem("the rest of it was left out: " + e.getMessage()));
        }
    }

    private String problem(String what) {
        return PlainText.harmless(path + ": " + what).replace("\n", " ");
    }

    /** The lines that are for us, with JLine's names; without one that JLine would stumble over. */
    private static String translated(List<String> lines, List<String> wrong) {
        StringBuilder text = new StringBuilder();
        boolean known = true;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            Matcher set = SET.matcher(line);
            if (set.matches()) {
                known = set(set.group(1).toLowerCase(Locale.ROOT), set.group(2), text, known);
            } else if (!line.isEmpty()
                    && line.charAt(0) != '#'
                    && !BINDING.matcher(line).matches()) {
                wrong.add("line " + (i + 1) + " is no binding of a key: " + ValueText.bounded(line));
            } else if (known || line.startsWith("$")) {
                text.append(line).append('\n');
            }
        }
        return text.toString();
    }

    /** Returns whether the bindings that follow are for a map that there is here. */
    private static boolean set(String name, String value, StringBuilder text, boolean known) {
        if (name.equals(MODE)) {
            // What follows is for keys that insert text, as in readline.
            text.append("set ").append(MODE).append(' ').append(value).append('\n');
            return set(KEYMAP, value.equals("vi") ? "vi-insert" : "emacs", text, known);
        } else if (!name.equals(KEYMAP)) {
            return known;
        } else if (KEYMAPS.containsKey(value)) {
            text.append("set keymap ").append(KEYMAPS.get(value)).append('\n');
            return true;
        }
        return false;
    }
}
