// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The prompt answers to keys before the session behind it is ready. */
@Timeout(300)
class SlowStartTest extends TypedSession {
    private static final String BEGINS = "bpfsh.test.begins";

    @Override
    String prelude() {
        System.setProperty(BEGINS, "");
        return "while (System.getProperty(\"" + BEGINS + "\") != null) Thread.sleep(20);";
    }

    @Test
    void obeysCtrlCAndCtrlD() throws Exception {
        try {
            screen.enter("1 + 1").awaitEnd("1 + 1");
            Thread.sleep(200);
            screen.type(CTRL_C).await("1 + 1^C").awaitEnd("^C\nbpfsh>");
            screen.type("Str" + TAB).awaitEnd("Str\nlooking ...");
            Thread.sleep(200);
            screen.type(CTRL_C).await("Str^C").awaitEnd("^C\nbpfsh>");
            screen.type(CTRL_D);
            // All of it before the session is ready.
            assertThat(prompt.get(60, TimeUnit.SECONDS)).isZero();
        } finally {
            System.clearProperty(BEGINS);
        }
    }
}
