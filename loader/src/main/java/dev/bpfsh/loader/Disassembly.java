// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.kernel.Instruction;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The instructions of a program as text, in the verifier's notation, with the lines of C that they come from:
 *
 * <pre>
 * handle_tp:
 * ; int pid = bpf_get_current_pid_tgid() &gt;&gt; 32; &#64; minimal.bpf.c:28
 *    0: (85) call bpf_get_current_pid_tgid#14
 *    1: (77) r0 &gt;&gt;= 32
 * </pre>
 *
 * @param functions the program's own first, then those that it calls
 */
public record Disassembly(List<Function> functions) {
    /** A function and its instructions. */
    public record Function(String name, List<Line> lines) {}

    /**
     * An instruction.
     *
     * @param text in the verifier's notation
     * @param source the line of C that it comes from, where the compiler said so
     */
    public record Line(Instruction instruction, String text, Optional<SourceLine> source) {
        /** {@code    0: (85) call bpf_get_current_pid_tgid#14}, as {@code bpftool prog dump xlated} prints it. */
        @Override
        public String toString() {
            return "%4d: (%02x) %s".formatted(instruction.index(), instruction.opcode(), text);
        }
    }

    /** The instructions of all functions. */
    public Stream<Line> lines() {
        return functions.stream().flatMap(function -> function.lines().stream());
    }

    /** The whole text, with a line of C above the instructions that come from it. */
    @Override
    public String toString() {
        var text = new StringBuilder();
        for (var function : functions) {
            text.append(function.name()).append(":\n");
            Optional<SourceLine> shown = Optional.empty();
            for (var line : function.lines()) {
                if (line.source().isPresent() && !same(shown, line.source())) {
                    shown = line.source();
                    shown.filter(source -> !source.text().isEmpty()).ifPresent(source -> text.append("; ")
                            .append(source.text())
                            .append(" @ ")
                            .append(source.file().substring(source.file().lastIndexOf('/') + 1))
                            .append(':')
                            .append(source.line())
                            .append('\n'));
                }
                text.append(line).append('\n');
            }
        }
        return text.toString();
    }

    private static boolean same(Optional<SourceLine> one, Optional<SourceLine> other) {
        return one.isPresent()
                && one.get().line() == other.orElseThrow().line()
                && one.get().file().equals(other.get().file());
    }
}
