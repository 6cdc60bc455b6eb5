// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import java.util.NavigableMap;
import java.util.TreeMap;
import jdk.jshell.SourceCodeAnalysis.SnippetWrapper;

/** Which line of a snippet, from 1 on, has become which line of the text that JShell makes of it and compiles. */
final class WrappedLines {
    private WrappedLines() {}

    /** The first line of the snippet that each has come from, by the lines of JShell's text. */
    static NavigableMap<Integer, Integer> of(SnippetWrapper wrapper) {
        NavigableMap<Integer, Integer> lines = new TreeMap<>();
        String source = wrapper.source();
        int[] wrapped = lines(wrapper.wrapped());
        for (int line = 1, begin = 0, end; begin < source.length(); line++, begin = end + 1) {
            int next = source.indexOf('\n', begin);
            end = next < 0 ? source.length() : next;
            // A line may be in there in two parts: the name of a variable, and what goes on in the next line.
            int first = begin;
            while (first < end && !note(lines, wrapped[wrapper.sourceToWrappedPosition(first)], line)) {
                first++;
            }
            int last = end - 1;
            while (last > first && !note(lines, wrapped[wrapper.sourceToWrappedPosition(last)], line)) {
                last--;
            }
        }
        return lines;
    }

    /** @return whether it is in there: what is not is nowhere, in the first line */
    private static boolean note(NavigableMap<Integer, Integer> lines, int wrapped, int line) {
        if (wrapped > 1) {
            lines.putIfAbsent(wrapped, line);
        }
        return wrapped > 1;
    }

    /** For each place of a text its line, from 1 on. */
    private static int[] lines(String text) {
        int[] lines = new int[text.length() + 1];
        lines[0] = 1;
        for (int i = 0; i < text.length(); i++) {
            lines[i + 1] = lines[i] + (text.charAt(i) == '\n' ? 1 : 0);
        }
        return lines;
    }
}
