// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The classic part of a verifier's log, read to its end: it walks along the instructions, says what it knows of
 * registers behind each, and stops at the offending one with the complaint below it. Source: {@code print_insn_state}
 * and {@code verbose_linfo} in the kernel's {@code kernel/bpf}.
 */
final class VerifierWalk {
    /** A line of C. */
    record Source(String text, String place) {
        @Override
        public String toString() {
            return place.isEmpty() ? text : place + ": " + text;
        }
    }

    private static final Pattern INSTRUCTION =
            Pattern.compile("(\\d+): (?:\\([0-9a-f]{2}\\) )?([^R].*?)(?:\\s*; ?(.*)| (\\d+: .*=.*))?");
    private static final Pattern STATE = Pattern.compile("(?:from \\d+ to )?\\d+:(?: safe| frame\\d+:)? ?(R\\d.*)?");
    private static final Pattern SOURCE = Pattern.compile("; (.*?)(?: @ (\\S+:\\d+))?");
    private static final Pattern ASIDE = Pattern.compile("processed \\d+ insns.*|verification time .*|stack depth .*"
            + "|subprog \\d+ .*|-- .*|mark_precise: .*|arg#\\d+ reference type\\('UNKNOWN '\\).*"
            + "|func '.*' arg\\d+ has btf_id .*|(cur|old) state: .*|\\(live.*|propagating .*|Func#\\d+ .*"
            + "|Validating .*|last_idx .*|regs=.*|parent .*");

    private final Map<Integer, String> instructions = new LinkedHashMap<>();
    private final Map<Integer, Source> sources = new LinkedHashMap<>();
    private final Map<String, String> registers = new LinkedHashMap<>();
    private final List<String> complaint = new ArrayList<>();
    private int last = -1;
    private Source source;

    VerifierWalk(List<String> log) {
        log.forEach(this::read);
    }

    private void read(String line) {
        Matcher match;
        if (line.isBlank() || ASIDE.matcher(line).matches()) {
            return;
        } else if ((match = STATE.matcher(line)).matches()) {
            registers.putAll(
                    RegisterState.of(Optional.ofNullable(match.group(1)).orElse("")));
            complaint.clear();
        } else if ((match = INSTRUCTION.matcher(line)).matches()) {
            instruction(match);
        } else if ((match = SOURCE.matcher(line)).matches()) {
            // Line 0 is code that comes from no line.
            if (!match.group(1).isBlank()) {
                source = new Source(
                        match.group(1).strip(),
                        Optional.ofNullable(match.group(2)).orElse(""));
            }
        } else {
            complaint.add(line.strip());
        }
    }

    private void instruction(Matcher match) {
        last = Integer.parseInt(match.group(1));
        instructions.put(last, match.group(2).strip());
        if (source != null) {
            sources.put(last, source);
        }
        for (int states = 3; states <= 4; states++) {
            registers.putAll(
                    RegisterState.of(Optional.ofNullable(match.group(states)).orElse("")));
        }
        complaint.clear();
    }

    /** The lines of the complaint, in their order. */
    List<String> complaint() {
        return List.copyOf(complaint);
    }

    /** The index of the instruction that was looked at last, -1 where none was. */
    int last() {
        return last;
    }

    /** The text of the instruction at an index, where the log has it. */
    Optional<String> instruction(int index) {
        return Optional.ofNullable(instructions.get(index));
    }

    /** The source line of the instruction at an index, where the log has it. */
    Optional<Source> source(int index) {
        return Optional.ofNullable(sources.get(index));
    }

    /** What was last said of a register, short. */
    Optional<String> register(String name) {
        return Optional.ofNullable(registers.get(name));
    }

    /** Whether one of the instructions reads like one of these. */
    boolean hasAny(Set<String> texts) {
        return instructions.values().stream().anyMatch(texts::contains);
    }
}
