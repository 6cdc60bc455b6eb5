// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each recipe of {@code docs/cookbook.md} prints what the page shows. */
@RequiresKernel({Feature.BPF, Feature.TRACEFS})
class CookbookTest extends PageSession {
    @TestFactory
    Stream<DynamicTest> recipesPrintWhatIsShown() throws Exception {
        return tests(RunnablePage.of("docs/cookbook.md"));
    }
}
