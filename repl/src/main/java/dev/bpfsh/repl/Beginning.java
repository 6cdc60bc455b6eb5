// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Java that is evaluated before the first prompt, and again when the session is reset.
 *
 * @param file where problems are reported; that of typed text makes it answer as if it had been typed
 * @param text the Java
 * @param users whether it counts as entered by the user, for {@code /list} and {@code /save}
 */
record Beginning(String file, String text, boolean users) {

    /** The user's start-up file, from XDG_CONFIG_HOME when it is absolute, else below the home folder. */
    static Path startUpFile(String xdgConfigHome, String home) {
        Path config = xdgConfigHome != null && xdgConfigHome.startsWith("/")
                ? Path.of(xdgConfigHome)
                : Path.of(home, ".config");
        return config.resolve("bpfsh").resolve("startup.jsh");
    }

    /** Makes a script's {@code args}. */
    static Beginning args(String... args) {
        String words = Arrays.stream(args).map(Beginning::literal).collect(Collectors.joining(", "));
        return new Beginning("args", "args = new String[] {" + words + "};", false);
    }

    private static String literal(String text) {
        return text.chars()
                .mapToObj(c -> c < ' ' || c == '"' || c == '\\' ? "\\%03o".formatted(c) : String.valueOf((char) c))
                .collect(Collectors.joining("", "\"", "\""));
    }
}
