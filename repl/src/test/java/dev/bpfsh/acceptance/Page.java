// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A page of the documentation, of which what is said to work is run. */
record Page(String text) {
    private static final String PROMPT = "bpfsh> ";
    private static final String AGAIN = "(?m)^bpfsh> ?$";

    /** @param name from the root of the project */
    static Page of(String name) throws IOException {
        return new Page(Files.readString(Bpfsh.root().resolve(name)));
    }

    /** What stands between fences of that language, in order. */
    List<String> blocks(String language) {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    /** Types the lines of a block at a prompt, which must have an empty screen behind it, and compares all that follows. */
    static void assertLooksAsShown(Terminal terminal, String block) {
        terminal.press("C-l").await(AGAIN);
        for (var line : block.lines().filter(line -> line.startsWith(PROMPT)).toList()) {
            terminal.enter(line.substring(PROMPT.length()));
            terminal.await("(?s)" + Pattern.quote(line) + " *\n.*?bpfsh> ?$");
        }
        var screen = terminal.screen().lines().map(String::stripTrailing).collect(Collectors.joining("\n"));
        assertThat(plain(screen.substring(screen.indexOf(PROMPT), screen.lastIndexOf("\nbpfsh>") + 1)))
                .isEqualTo(plain(block));
    }

    /** Without the numbers that the kernel gives, and those that are others with another compiler. */
    private static String plain(String text) {
        return text.replaceAll("\\b(map|program|link|fd)(s?) \\d+(?:, \\d+)*", "$1$2 N")
                .replaceAll("[\\d,]+ (bytes of ELF|types of BTF|steps|B of code)", "N $1");
    }
}
