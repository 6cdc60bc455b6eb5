// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.complete;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.host.Evaluator;
import dev.bpfsh.host.Outcome;
import dev.bpfsh.testing.Bpfsh;
import java.io.IOException;
import java.nio.file.Files;

/** A session as it is at the prompt. */
final class TestSession {
    private TestSession() {}

    /** One in which these lines have been evaluated. */
    static Evaluator of(String... lines) throws IOException {
        var evaluator = new Evaluator(Files.readString(Bpfsh.root().resolve("snippets/prelude.jsh")));
        for (var line : lines) {
            assertThat(evaluator.eval(line)).as(line).allMatch(Outcome::succeeded);
        }
        return evaluator;
    }
}
