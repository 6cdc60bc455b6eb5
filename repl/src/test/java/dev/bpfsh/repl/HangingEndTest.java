// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.host.ExitStatus;
import dev.bpfsh.testing.Eventually;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Something does not close: Ctrl-C ends the wait, or says where it hangs and leaves. */
@Timeout(300)
class HangingEndTest extends TypedSession {
    private final AtomicBoolean released = new AtomicBoolean();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger interrupts = new AtomicInteger();
    private volatile boolean obeys;

    @Override
    List<String> closeAll() {
        super.closeAll();
        begun.incrementAndGet();
        while (!released.get()) {
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                interrupts.incrementAndGet();
                if (obeys) {
                    break;
                }
            }
        }
        return List.of("detached that");
    }

    @Test
    void theFirstCtrlCInterruptsIt() throws Exception {
        obeys = true;
        screen.enter("1 + 1").awaitEnd("$1 ==> 2\nbpfsh>");
        screen.enter("/reset");
        Eventually.holds(() -> assertThat(begun).hasValue(1));
        screen.type(CTRL_C).await("detached that").awaitEnd("\nbpfsh>");
        released.set(true);
        screen.enter("1 + 1").awaitEnd("$1 ==> 2\nbpfsh>");
    }

    @Test
    void theSecondSaysWhereTheThirdLeaves() throws Exception {
        screen.enter("1 + 1").awaitEnd("$1 ==> 2\nbpfsh>");
        screen.enter("/reset");
        Eventually.holds(() -> assertThat(begun).hasValue(1));
        screen.type(CTRL_C);
        Eventually.holds(() -> assertThat(interrupts).hasValue(1));
        screen.type(CTRL_C).await("\n  java.lang.Thread.sleep()\n  dev.bpfsh.repl.HangingEndTest.closeAll()");
        screen.awaitEnd("Ctrl-C again closes everything and leaves");
        Thread.sleep(1000);
        screen.type(CTRL_C);
        Eventually.holds(() -> assertThat(abandoned).hasValue(ExitStatus.INTERRUPTED));
        released.set(true);
    }
}
