// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What {@code docs/api.md} shows is what the prompt answers. */
@RequiresKernel({Feature.BPF, Feature.TRACEFS})
class ApiPageTest extends PageSession {
    @TestFactory
    Stream<DynamicTest> thePromptAnswersWhatIsShown() throws Exception {
        return tests(RunnablePage.of("docs/api.md"));
    }
}
