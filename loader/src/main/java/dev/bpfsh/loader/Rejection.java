// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What matters of a verifier's log that ends with a rejection: of the classic one, and of that of Linux 7.3 and later,
 * which says more behind it.
 *
 * @param reason the one line that says why, in the verifier's words
 * @param cause which of the common causes it is
 * @param source the line of C that was being checked, with {@code file:line: } in front where the kernel says it
 * @param instruction the offending one with its index, such as {@code 10: r6 = *(u8 *)(r0 +4)}
 * @param registers those that the instruction or the reason name, and what the verifier knew of each, shortened
 * @param explanation the reason in the kernel's whole sentences, from Linux 7.3 on
 * @param path how it came about, a line for each step, from Linux 7.3 on; before, where a reference was taken
 * @param hint what usually mends it; the kernel's own proposal where the cause is a rare one
 * @param log all lines
 */
public record Rejection(
        String reason,
        Optional<RejectionCause> cause,
        Optional<String> source,
        Optional<String> instruction,
        Map<String, String> registers,
        Optional<String> explanation,
        List<String> path,
        Optional<String> hint,
        List<String> log) {
    private static final int WIDTH = 100;
    private static final int MOST_EXPLAINED = 4;
    private static final int MOST_STEPS = 4;
    private static final int MOST_LINES = 8;
    // A log of a million instructions is as long; what was known so far above the end has been said again.
    private static final int MOST_READ = 5000;
    private static final Pattern NAMED = Pattern.compile("\\b[rRw](\\d{1,2})\\b");
    private static final Pattern TAKEN = Pattern.compile("alloc_insn=(\\d+)");
    private static final Pattern INDEX = Pattern.compile("\\binsn (\\d+)");
    // What libbpf 1.1 makes of a weak function that is not there: the verifier then misses its result.
    private static final Set<String> CALLS_OF_NOTHING = Set.of("call #0", "call <error>#0");

    /** What is known of the instruction at an index without the log: of those that the verifier did not come to. */
    interface Listing {
        /** The instruction, empty where there is none at that index. */
        Optional<String> instruction(int index);

        /** Its line of C. */
        Optional<String> source(int index);
    }

    private static final Listing NOTHING = new Listing() {
        @Override
        public Optional<String> instruction(int index) {
            return Optional.empty();
        }

        @Override
        public Optional<String> source(int index) {
            return Optional.empty();
        }
    };

    /** Reads a log; empty where it does not complain of anything, as that of an accepted program. */
    public static Optional<Rejection> of(List<String> log) {
        return of(log, NOTHING);
    }

    static Optional<Rejection> of(List<String> log, Listing listing) {
        int end = VerifierReport.beginning(log);
        var walk = new VerifierWalk(log.subList(Math.max(0, end - MOST_READ), end));
        var complaint = walk.complaint();
        if (complaint.isEmpty()) {
            return Optional.empty();
        }
        // Often a second line says the consequence: the first one that is known says the cause.
        var reason = complaint.stream()
                .filter(line -> RejectionCause.of(line).isPresent())
                .findFirst()
                .orElse(complaint.get(complaint.size() - 1));
        var cause = walk.hasAny(CALLS_OF_NOTHING) ? Optional.of(RejectionCause.KFUNC) : RejectionCause.of(reason);
        var report = VerifierReport.in(log);
        var named = INDEX.matcher(reason);
        int index = named.find() ? Integer.parseInt(named.group(1)) : walk.last();
        var instruction = walk.instruction(index).or(() -> listing.instruction(index));
        return Optional.of(new Rejection(
                reason,
                cause,
                walk.source(index).map(VerifierWalk.Source::toString).or(() -> listing.source(index)),
                instruction.map(text -> index + ": " + text),
                // What a load or move writes does not matter to whether it may.
                registers(instruction.orElse("").replaceFirst("^[rw]\\d+ = ", "") + " " + reason, walk),
                report.flatMap(VerifierReport::explanation),
                report.map(VerifierReport::path).orElseGet(() -> taken(reason, walk)),
                cause.map(RejectionCause::hint).or(() -> report.flatMap(VerifierReport::suggestion)),
                List.copyOf(log)));
    }

    private static List<String> taken(String reason, VerifierWalk walk) {
        var taken = TAKEN.matcher(reason);
        return taken.find()
                ? walk.source(Integer.parseInt(taken.group(1))).map(source -> source + " takes it").stream()
                        .toList()
                : List.of();
    }

    private static Map<String, String> registers(String text, VerifierWalk walk) {
        var registers = new LinkedHashMap<String, String>();
        NAMED.matcher(text).results().map(match -> "R" + match.group(1)).forEach(name -> walk.register(name)
                .ifPresent(state -> registers.put(name, state)));
        // That r10 is the frame pointer goes without saying.
        registers.remove("R10", "fp0");
        return registers;
    }

    /** The above for a screen, without the reason and the hint. */
    List<String> excerpt() {
        var lines = new ArrayList<String>();
        source.ifPresent(line -> lines.add("source: " + line));
        instruction.ifPresent(line -> lines.add("insn " + line));
        if (!registers.isEmpty()) {
            lines.add("knows: "
                    + registers.entrySet().stream()
                            .map(register -> register.getKey() + "=" + register.getValue())
                            .collect(Collectors.joining(" ")));
        }
        explanation.ifPresent(text -> lines.addAll(wrapped(text)));
        path.stream().limit(MOST_STEPS).map(step -> "before: " + cut(step)).forEach(lines::add);
        if (cause.isEmpty() && explanation.isEmpty()) {
            int from = Math.max(0, log.size() - MOST_LINES);
            log.subList(from, log.size()).forEach(line -> lines.add("| " + line));
        }
        if (log.size() > lines.size()) {
            lines.add("(" + log.size() + " lines in the whole log)");
        }
        return lines;
    }

    private static String cut(String line) {
        return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 3) + "...";
    }

    private static List<String> wrapped(String text) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : text.split(" ")) {
            if (line.length() + word.length() >= WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        if (lines.size() > MOST_EXPLAINED) {
            lines.subList(MOST_EXPLAINED, lines.size()).clear();
            lines.add("...");
        }
        return lines;
    }
}
