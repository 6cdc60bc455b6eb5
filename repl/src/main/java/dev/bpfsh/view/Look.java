// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the environment says of the terminal: its colours and its letters. Nothing is asked of the terminal itself, since
 * one that does not answer would keep the prompt waiting.
 *
 * @param theme its colours
 * @param unicode whether it shows more than ASCII
 */
record Look(Theme theme, boolean unicode) {
    private static final int EIGHT = 8;
    private static final int RICH = 256;
    /** Terminals of many colours whose {@code TERM} does not say so. */
    private static final List<String> RICH_TERMINALS =
            List.of("alacritty", "contour", "foot", "ghostty", "kitty", "rio", "wezterm");

    /** Black letters on white, or as the user says in {@code BPFSH_THEME}. */
    private static final List<String> LIGHT_BACKGROUNDS = List.of("7", "9", "10", "11", "12", "13", "14", "15");

    static Look of(Map<String, String> environment, Colouring colouring) {
        return new Look(new Theme(colours(environment, colouring), !light(environment)), unicode(environment));
    }

    private static int colours(Map<String, String> environment, Colouring colouring) {
        return switch (colouring) {
            case NEVER -> 0;
            case ALWAYS -> Math.max(EIGHT, ofTerminal(environment));
            case AUTO -> environment.getOrDefault("NO_COLOR", "").isEmpty() ? ofTerminal(environment) : 0;
        };
    }

    private static int ofTerminal(Map<String, String> environment) {
        var term = term(environment);
        if (monochrome(term)) {
            return 0;
        }
        boolean rich = !environment.getOrDefault("COLORTERM", "").isEmpty()
                || term.contains("256color")
                || term.contains("direct")
                || RICH_TERMINALS.stream().anyMatch(term::contains);
        return rich ? RICH : EIGHT;
    }

    private static String term(Map<String, String> environment) {
        return environment.getOrDefault("TERM", "");
    }

    // A serial console is a vt220, as systemd starts its getty.
    private static boolean monochrome(String term) {
        return term.isEmpty() || term.equals("dumb") || term.startsWith("vt") || term.endsWith("-m");
    }

    private static boolean light(Map<String, String> environment) {
        var wanted = environment.getOrDefault("BPFSH_THEME", "").toLowerCase(Locale.ROOT);
        if (!wanted.isEmpty()) {
            return wanted.equals("light");
        }
        // "15;0" or "15;default;0": the letters' colour first, the background's last.
        var colours = environment.getOrDefault("COLORFGBG", "");
        return LIGHT_BACKGROUNDS.contains(colours.substring(colours.lastIndexOf(';') + 1));
    }

    // The kernel's own console ("linux") has a font of 512 letters, without most of those that bars are made of.
    private static boolean unicode(Map<String, String> environment) {
        var term = term(environment);
        if (term.isEmpty() || term.equals("dumb") || term.equals("linux") || term.startsWith("vt")) {
            return false;
        }
        for (var name : List.of("LC_ALL", "LC_CTYPE", "LANG")) {
            var locale = environment.getOrDefault(name, "").toLowerCase(Locale.ROOT);
            if (!locale.isEmpty()) {
                return locale.contains("utf-8") || locale.contains("utf8");
            }
        }
        return false;
    }
}
