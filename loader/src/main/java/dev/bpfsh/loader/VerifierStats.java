// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What verifying a program took, from the end of its log.
 *
 * @param instructions that the verifier went through, all paths counted
 * @param limit how many it would have
 * @param maxStatesPerInstruction the most states that it remembered at one instruction
 * @param totalStates how many states it remembered
 * @param peakStates how many of them at the same time
 * @param time that it took, where counts and times were asked for: level 4
 * @param stackDepth bytes of stack of the deepest chain of calls, where counts and times were asked for
 */
public record VerifierStats(
        int instructions,
        int limit,
        int maxStatesPerInstruction,
        int totalStates,
        int peakStates,
        Optional<Duration> time,
        Optional<Integer> stackDepth) {
    private static final Pattern PROCESSED = Pattern.compile("processed (\\d+) insns \\(limit (\\d+)\\)"
            + " max_states_per_insn (\\d+) total_states (\\d+) peak_states (\\d+).*");
    private static final Pattern TIME = Pattern.compile("verification time (\\d+) usec");
    private static final Pattern STACK = Pattern.compile("stack depth (?:max )?(\\d+(?:\\+\\d+)*).*");

    /** Reads a log; empty where it has no such line, as before Linux 5.3. */
    public static Optional<VerifierStats> of(List<String> log) {
        return last(PROCESSED, log)
                .map(numbers -> new VerifierStats(
                        Integer.parseInt(numbers.get(0)),
                        Integer.parseInt(numbers.get(1)),
                        Integer.parseInt(numbers.get(2)),
                        Integer.parseInt(numbers.get(3)),
                        Integer.parseInt(numbers.get(4)),
                        last(TIME, log).map(time -> Duration.ofNanos(Long.parseLong(time.get(0)) * 1000)),
                        last(STACK, log).map(depth -> sum(depth.get(0)))));
    }

    private static int sum(String depths) {
        return Pattern.compile("\\+")
                .splitAsStream(depths)
                .mapToInt(Integer::parseInt)
                .sum();
    }

    private static Optional<List<String>> last(Pattern pattern, List<String> log) {
        for (int i = log.size() - 1; i >= 0; i--) {
            var match = pattern.matcher(log.get(i));
            if (match.matches()) {
                return Optional.of(IntStream.rangeClosed(1, match.groupCount())
                        .mapToObj(match::group)
                        .toList());
            }
        }
        return Optional.empty();
    }
}
