// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.suite;

import dev.bpfsh.expect.TestLog.End;
import dev.bpfsh.expect.TestLog.Entry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a script ended that was run as a test.
 *
 * @param whole how the script ended as a whole
 * @param tests its named tests, in the order in which they began
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record ScriptResult(Path script, Entry whole, List<Entry> tests, String out, String err) {
    /** How it ended, with its tests: the worst of them; skipped only where nothing passed. */
    End end() {
        if (isBad(whole.end())) {
            return whole.end();
        }
        return tests.stream()
                .map(Entry::end)
                .filter(ScriptResult::isBad)
                .findFirst()
                .orElse(whole.end());
    }

    /** Whether a CI should stop there. */
    static boolean isBad(End end) {
        return end != End.PASSED && end != End.SKIPPED;
    }

    /** What is reported by itself: each test, and the script where it has none, or went wrong outside of them. */
    List<Entry> cases() {
        boolean own = tests.isEmpty()
                || isBad(whole.end())
                        && tests.stream().noneMatch(test -> test.text().equals(whole.text()));
        return own ? Stream.concat(tests.stream(), Stream.of(whole)).toList() : tests;
    }

    /** The line of the script where it went wrong first. */
    Optional<Integer> line() {
        return cases().stream()
                .filter(each -> isBad(each.end()) && each.line() > 0)
                .map(Entry::line)
                .findFirst();
    }

    Duration time() {
        return whole.time();
    }
}
