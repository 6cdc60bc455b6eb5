// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The prompt answers to keys before the session behind it is ready. */
@Timeout(60)
class SlowStartTest extends TypedSession {
    private static final int SECONDS = 4;

    @Override
    String prelude() {
        return "Thread.sleep(" + SECONDS * 1000 + ");";
    }

    @Test
    void obeysCtrlCAndCtrlD() throws Exception {
        long begun = System.nanoTime();
        screen.enter("1 + 1").awaitEnd("1 + 1");
        Thread.sleep(200);
        screen.type(CTRL_C).await("1 + 1^C").awaitEnd("^C\nbpfsh>");
        screen.type("Str" + TAB).awaitEnd("Str\nlooking ...");
        Thread.sleep(200);
        screen.type(CTRL_C).await("Str^C").awaitEnd("^C\nbpfsh>");
        screen.type(CTRL_D);
        prompt.get(20, TimeUnit.SECONDS);
        assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.SECONDS.toNanos(SECONDS));
    }
}
