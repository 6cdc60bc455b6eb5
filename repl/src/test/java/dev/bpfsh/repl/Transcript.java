// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A session as it stands on a screen: prompts with what was typed, and below each the answer. In a file, lines that
 * begin with {@code #} are remarks; they and empty lines may stand between the exchanges.
 */
record Transcript(List<Exchange> exchanges) {
    static final String PROMPT = "bpfsh> ";
    static final String CONTINUATION = "  ...> ";

    /**
     * One entry and its answer.
     *
     * @param remarks the lines before it in a file
     */
    record Exchange(List<String> remarks, List<String> input, List<String> answer) {
        String entry() {
            return String.join("\n", input);
        }

        private String text() {
            var lines = new ArrayList<String>();
            lines.add(PROMPT + input.get(0));
            input.stream()
                    .skip(1)
                    .map(line -> (CONTINUATION + line).stripTrailing())
                    .forEach(lines::add);
            lines.addAll(answer);
            return String.join("\n", lines);
        }

        Exchange answered(List<String> other) {
            return new Exchange(remarks, input, other);
        }
    }

    /** Reads a file, or a screen from its first prompt on. */
    static Transcript of(String text) {
        var exchanges = new ArrayList<Exchange>();
        var remarks = new ArrayList<String>();
        for (var line : text.lines().toList()) {
            var last = exchanges.isEmpty() ? null : exchanges.get(exchanges.size() - 1);
            if (line.startsWith(PROMPT)) {
                var input = new ArrayList<>(List.of(line.substring(PROMPT.length())));
                exchanges.add(new Exchange(List.copyOf(remarks), input, new ArrayList<>()));
                remarks.clear();
            } else if (last != null && last.answer().isEmpty() && line.startsWith(CONTINUATION.stripTrailing())) {
                last.input().add(line.substring(Math.min(line.length(), CONTINUATION.length())));
            } else if (line.startsWith("#") || line.isEmpty() || last == null) {
                remarks.add(line);
            } else if (!line.equals(PROMPT.strip())) {
                last.answer().addAll(remarks);
                remarks.clear();
                last.answer().add(line);
            }
        }
        return new Transcript(exchanges);
    }

    /** The text without remarks, and without what is different each time. */
    String normal() {
        return exchanges.stream()
                .map(Exchange::text)
                .collect(Collectors.joining("\n"))
                .replaceAll("\\(\\d+ times\\)", "(... times)")
                .replaceAll("@[0-9a-f]{4,}", "@...")
                .replaceAll("\\$\\$Lambda\\S*", "\\$\\$Lambda...");
    }

    /** The text of a file, with the answers of another run. */
    String withAnswers(Transcript other) {
        var text = new StringBuilder();
        for (int i = 0; i < exchanges.size(); i++) {
            var exchange = exchanges.get(i);
            exchange.remarks().forEach(remark -> text.append(remark).append('\n'));
            text.append(exchange.answered(other.exchanges().get(i).answer()).text())
                    .append('\n');
        }
        return text.toString();
    }
}
