// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One side of a row: a command that prints what it has measured, in lines {@code METRIC VALUE}. With steps it is driven
 * in a terminal of its own instead, and the time of these is measured, see {@code bench/c/terminal.c}.
 *
 * @param name what the table calls it
 * @param emptyCache whether each run begins without anything that bpfsh has kept from runs before
 */
record Program(String name, List<String> command, List<String> steps, boolean emptyCache) {
    static Program of(String name, String... command) {
        return new Program(name, List.of(command), List.of(), false);
    }

    Program withEmptyCache() {
        return new Program(name, command, steps, true);
    }

    Program with(String... arguments) {
        return new Program(name, joined(command, arguments), steps, emptyCache);
    }

    /** Types. */
    Program send(String text) {
        return step("send", text);
    }

    /** Waits until a text is shown, behind what was seen before. */
    Program see(String text) {
        return step("see", text);
    }

    /** Waits until its prompt is shown. */
    Program prompt() {
        return see(name.replaceFirst(" .*", "") + "> ");
    }

    /** Waits until it has attached a BPF program, and that has run. */
    Program attached() {
        return step("attached");
    }

    /** Waits until it has ended. */
    Program ended() {
        return step("ended");
    }

    /** Counts from here, not from its start. */
    Program from() {
        return step("from");
    }

    /** Measures its memory once it does nothing any more. */
    Program idleMemory() {
        return step("idle", "memory");
    }

    private Program step(String... words) {
        return new Program(name, command, joined(steps, words), emptyCache);
    }

    /** The words to run. */
    List<String> line() {
        return steps.isEmpty()
                ? command
                : Stream.of(List.of("bench/target/terminal"), steps, List.of("--"), command)
                        .flatMap(List::stream)
                        .toList();
    }

    private static List<String> joined(List<String> words, String... more) {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of(more));
        return List.copyOf(all);
    }
}
