// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What matters of a verifier's log. In the classic log the reason is the last line before {@code processed N insns},
 * with the offending instruction and the source line (beginning with {@code ;}) above it.
 *
 * @param log all lines
 */
record Rejection(List<String> log) {
    private static final int SHOWN = 12;

    private record Cause(String words, String hint) {}

    private static final List<Cause> CAUSES = List.of(
            new Cause("GPL-restricted", "declare a licence: char LICENSE[] SEC(\"license\") = \"Dual BSD/GPL\";"),
            new Cause("GPL only", "declare a licence: char LICENSE[] SEC(\"license\") = \"Dual BSD/GPL\";"),
            new Cause("access to map value", "check the index against the map's size just before it is used"),
            new Cause("invalid access to packet", "compare with data_end before each access to the packet"),
            new Cause("map_value_or_null", "a look-up may find nothing: check for NULL before the pointer is used"),
            new Cause("mem_or_null", "a reservation may fail: check for NULL before the pointer is used"),
            new Cause("unbounded memory access", "bound the length or offset: if (n > MAX) return 0;"),
            new Cause("min value is negative", "use an unsigned type, or check that the value is not negative"),
            new Cause("Unreleased reference", "submit, discard or release what was taken, on every path"),
            new Cause("back-edge", "bound the loop by a constant, or use bpf_loop()"),
            new Cause("too large", "split the program: tail calls, or loops with bpf_loop()"),
            new Cause("unknown func", "this program type or this kernel does not have that helper"));

    /** The one line that says why; empty where the verifier wrote nothing. */
    Optional<String> reason() {
        var meant = meant();
        return meant.isEmpty()
                ? Optional.empty()
                : Optional.of(meant.get(meant.size() - 1).strip());
    }

    /** The source line that was being checked, where the object has line information. */
    Optional<String> source() {
        var sources = meant().stream().filter(line -> line.startsWith(";")).toList();
        return sources.isEmpty()
                ? Optional.empty()
                : Optional.of(sources.get(sources.size() - 1).substring(1).strip());
    }

    /** What usually mends it. */
    Optional<String> hint() {
        return reason().flatMap(reason -> CAUSES.stream()
                .filter(cause -> reason.contains(cause.words()))
                .map(Cause::hint)
                .findFirst());
    }

    /** The end of the log, for a screen. */
    List<String> excerpt() {
        var meant = meant();
        int from = Math.max(0, meant.size() - SHOWN);
        var lines = new ArrayList<String>();
        source().ifPresent(source -> lines.add("source: " + source));
        if (from > 0) {
            lines.add("... (" + from + " lines more in the whole log)");
        }
        meant.subList(from, meant.size()).forEach(line -> lines.add("| " + line));
        return lines;
    }

    private List<String> meant() {
        return log.stream()
                .filter(line -> !line.isBlank()
                        && !line.startsWith("processed ")
                        && !line.startsWith("verification time ")
                        && !line.startsWith("stack depth ")
                        && !line.startsWith("-- "))
                .toList();
    }
}
