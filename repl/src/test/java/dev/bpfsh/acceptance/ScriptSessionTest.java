// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.Footprint;
import dev.bpfsh.testing.RequiresKernel;
import dev.bpfsh.testing.Terminal;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Every script of {@code scripts/} at the prompt, by {@code /open}. */
@Execution(ExecutionMode.CONCURRENT)
@RequiresKernel({Feature.BPF, Feature.TRACEFS, Feature.ROOT, Feature.MOUNT_NAMESPACE, Feature.NETWORK_NAMESPACE})
class ScriptSessionTest extends SandboxedTest {
    private static final String PROMPT = "^bpfsh> ?\\z";

    /** One session opens them all, each after the one before was stopped. */
    @TestFactory
    @Execution(ExecutionMode.SAME_THREAD)
    Stream<DynamicTest> inASessionCtrlCGivesThePromptBack() {
        var terminal = bpfsh().env("NO_COLOR", null).from(Bpfsh.root()).terminal(100, 30);
        terminal.await(PROMPT);
        footprint.look(terminal.pid());
        return BundledScript.harmless(BundledScript.allOnOneJdk())
                .map(script ->
                        DynamicTest.dynamicTest(script.name(), () -> script.run(() -> openAndStop(script, terminal))))
                .onClose(() -> {
                    terminal.press("C-d");
                    terminal.awaitEnd();
                    terminal.close();
                });
    }

    private void openAndStop(BundledScript script, Terminal terminal) throws Exception {
        var quoted = script.needs().arguments().stream()
                .map(argument -> '"' + argument + '"')
                .collect(Collectors.joining(", "));
        terminal.press("C-l").await("\\Abpfsh> ?\\z");
        terminal.enter("args = new String[] {" + quoted + "}").await("args = .*\n(?s:.*)" + PROMPT);
        terminal.press("C-l").await("\\Abpfsh> ?\\z");
        var open = "/open scripts/" + script.name() + ".jsh";
        terminal.type(open).await("^bpfsh> " + open + "$").press("Enter");
        var objects = new Footprint();
        awaitShowing(objects, terminal.pid(), () -> terminal.ended() || isAtPrompt(terminal), SHOWING);
        terminal.press("C-c").await(PROMPT);
        terminal.enter("Session.current().close(); 6 * 7").await("==> 42$");
        objects.assertObjectsGone();
    }

    private static boolean isAtPrompt(Terminal terminal) {
        return terminal.screen().endsWith("\nbpfsh>");
    }
}
