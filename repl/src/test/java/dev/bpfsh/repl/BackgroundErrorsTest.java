// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What ends a thread of the user's is told in few lines above the prompt. */
@Timeout(300)
class BackgroundErrorsTest extends TypedSession {
    @Test
    void areShownAboveTheLineThatIsTyped() throws Exception {
        screen.enter("void boom() {")
                .awaitEnd("...>")
                .enter("throw new Error(\"one\"); }")
                .awaitEnd("boom()\nbpfsh>");
        screen.enter(
                "var t = new Thread(() -> { while (System.getProperty(\"go\") == null) Thread.onSpinWait(); boom(); }, \"mine\")");
        screen.await("t ==> ").awaitEnd("\nbpfsh>");
        screen.enter("t.start()").awaitEnd("t.start()\nbpfsh>");
        screen.type("half a l").awaitEnd("half a l");
        System.setProperty("go", "");
        try {
            screen.await("[mine] Error: one\n  at #1:2 in boom()");
            screen.type("ine").awaitEnd("bpfsh> half a line");
            assertThat(screen.text()).doesNotContain("Exception in thread", "java.base", "$JShell$");
        } finally {
            System.clearProperty("go");
        }
    }

    @Test
    void areTheLastErrorThatWhyExplains() throws Exception {
        screen.enter(
                "new Thread(() -> { throw new IllegalStateException(\"two\", new Exception(\"cause\")); }).start()");
        screen.await("] two\n").await("because: Exception: cause");
        screen.enter("/why").await("java.lang.IllegalStateException\n  two\n").await("java.lang.Exception\n  cause");
    }

    @Test
    void surviveAnExceptionWithoutWords() throws Exception {
        screen.enter("class Bad extends RuntimeException { public String getMessage() { throw new Error(\"no\"); } }")
                .awaitEnd("created class Bad\nbpfsh>");
        screen.enter("new Thread(() -> { throw new Bad(); }).start()")
                .await("Bad: (its message cannot be read: java.lang.Error)");
        screen.enter("1 + 1").awaitEnd("==> 2\nbpfsh>");
    }

    @Test
    void thatComeAgainAreCounted() {
        List<String> shown = new ArrayList<>();
        long[] now = {0};
        var errors = new BackgroundErrors((thread, thrown) -> thrown.getMessage(), shown::add, () -> now[0]);
        var thread = new Thread("t");
        for (int i = 0; i < 1000; i++) {
            errors.uncaughtException(thread, new Exception("same"));
        }
        now[0] += 2_000_000_000L;
        errors.uncaughtException(thread, new Exception("same"));
        errors.uncaughtException(thread, new Exception("other"));
        assertThat(shown).containsExactly("[t] same", "[t] same\n  (and 999 like the one before)", "[t] other");
    }
}
