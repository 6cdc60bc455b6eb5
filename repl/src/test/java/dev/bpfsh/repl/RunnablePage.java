// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.testing.Bpfsh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A page of which each block of Java is to be typed at the prompt. The block of text right below shows what comes of it,
 * with the marks of {@link dev.bpfsh.lesson.Shown}; remarks of HTML say what else has to happen on the machine:
 * {@code <!-- before: COMMAND -->}; {@code meanwhile}, again and again until the text is as it is shown; {@code after};
 * and {@code script}, which names the file that is to be run in the place of the block.
 */
record RunnablePage(Path file, List<Part> parts) {
    private static final Pattern REMARK = Pattern.compile("<!-- (script|before|meanwhile|after): (.*) -->");
    private static final String FENCE = "```";

    /**
     * What stands below one heading, or above the first.
     *
     * @param text the lines that are neither of a block nor a remark
     */
    record Part(String heading, List<String> text, List<Block> blocks, List<Remark> remarks) {
        /** The commands of one kind. */
        List<String> commands(String when) {
            return remarks.stream()
                    .filter(remark -> remark.when().equals(when))
                    .map(Remark::command)
                    .toList();
        }
    }

    /** A command for the system's shell, and when it is run. */
    record Remark(String when, String command) {}

    /**
     * What is typed.
     *
     * @param line where its first line is in the file, counted from 1
     * @param shown null where nothing is
     */
    record Block(int line, String language, List<String> code, List<String> shown) {}

    /** @param name from the root of the project */
    static RunnablePage of(String name) throws IOException {
        var file = Bpfsh.root().resolve(name);
        var lines = Files.readAllLines(file);
        var parts = new ArrayList<>(List.of(new Part("", new ArrayList<>(), new ArrayList<>(), new ArrayList<>())));
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            var part = parts.get(parts.size() - 1);
            var remark = REMARK.matcher(line);
            if (line.startsWith("#")) {
                var heading = line.replaceFirst("#+ ", "");
                parts.add(new Part(heading, new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
            } else if (remark.matches()) {
                part.remarks().add(new Remark(remark.group(1), remark.group(2)));
            } else if (line.startsWith(FENCE)) {
                int begin = i + 1;
                while (!lines.get(++i).equals(FENCE)) {
                    continue;
                }
                add(part.blocks(), new Block(begin + 1, line.substring(FENCE.length()), lines.subList(begin, i), null));
            } else {
                part.text().add(line);
            }
        }
        return new RunnablePage(file, parts);
    }

    private static void add(List<Block> blocks, Block block) {
        int last = blocks.size() - 1;
        if (block.language().equals("text")
                && last >= 0
                && blocks.get(last).language().equals("java")
                && blocks.get(last).shown() == null) {
            var typed = blocks.get(last);
            blocks.set(last, new Block(typed.line(), typed.language(), typed.code(), block.code()));
        } else {
            blocks.add(block);
        }
    }
}
