// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.lesson.Shown;
import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A page of the documentation, of which what is said to work is run. */
record Page(String text) {
    private static final String PROMPT = "bpfsh> ";
    private static final Pattern FENCE = Pattern.compile("(```+)(.*)");
    private static final String AGAIN = "(?m)^bpfsh> ?$";

    /** @param name from the root of the project */
    static Page of(String name) throws IOException {
        return new Page(Files.readString(Bpfsh.root().resolve(name)));
    }

    /**
     * What stands between two fences.
     *
     * @param language empty where there is none, with what follows it, as {@code java check}
     * @param line of the opening fence, from 1
     * @param after the first line behind it that is not empty; empty at the end
     */
    record Block(String language, String text, int line, String after) {
        private static final Pattern FILE = Pattern.compile("(?:#!.*\n)?(?://|#) ([\\w.-]+\\.\\w+): .*");

        /** The file that it is, by its first comment: {@code // hello.jsh: says hello}. */
        Optional<String> file() {
            var name = FILE.matcher(
                    text.lines().limit(text.startsWith("#!") ? 2 : 1).collect(Collectors.joining("\n")));
            return name.matches() ? Optional.of(name.group(1)) : Optional.empty();
        }
    }

    /** All blocks, whatever their language. */
    List<Block> blocks() {
        var blocks = new ArrayList<Block>();
        var lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            var open = FENCE.matcher(lines.get(i));
            if (open.matches()) {
                int begin = i;
                do {
                    i++;
                } while (!lines.get(i).equals(open.group(1)));
                blocks.add(new Block(
                        open.group(2),
                        String.join("\n", lines.subList(begin + 1, i)) + "\n",
                        begin + 1,
                        lines.subList(i + 1, lines.size()).stream()
                                .filter(line -> !line.isBlank())
                                .findFirst()
                                .orElse("")));
            }
        }
        return blocks;
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
        assertShown(plain(block), plain(screen.substring(screen.indexOf(PROMPT), screen.lastIndexOf("\nbpfsh>") + 1)));
    }

    /** Without the numbers that the kernel gives, and those that are others with another compiler. */
    private static String plain(String text) {
        return text.replaceAll("\\b(map|program|link|fd)(s?) \\d+(?:, \\d+)*", "$1$2 N")
                .replaceAll("[\\d,]+ (bytes of ELF|types of BTF|steps|B of code)", "N $1");
    }

    /** Compares, with {@code …} for what is another each time. */
    static void assertShown(String written, String seen) {
        if (!Shown.matches(written.lines().toList(), seen.lines().toList())) {
            assertThat(seen).isEqualTo(written);
        }
    }
}
