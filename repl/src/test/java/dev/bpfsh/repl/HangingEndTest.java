// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.host.ExitStatus;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Something does not close: Ctrl-C ends the wait, or says where it hangs and leaves. */
@Timeout(60)
class HangingEndTest extends TypedSession {
    private final AtomicBoolean released = new AtomicBoolean();
    private volatile boolean obeys;

    @Override
    List<String> closeAll() {
        super.closeAll();
        while (!released.get()) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
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
        screen.enter("/reset").awaitEnd("/reset");
        Thread.sleep(300);
        screen.type(CTRL_C).await("detached that").awaitEnd("\nbpfsh>");
        released.set(true);
        screen.enter("1 + 1").awaitEnd("$1 ==> 2\nbpfsh>");
    }

    @Test
    void theSecondSaysWhereTheThirdLeaves() throws Exception {
        screen.enter("1 + 1").awaitEnd("$1 ==> 2\nbpfsh>");
        screen.enter("/reset").awaitEnd("/reset");
        Thread.sleep(300);
        screen.type(CTRL_C);
        Thread.sleep(100);
        screen.type(CTRL_C).await("\n  java.lang.Thread.sleep()\n  dev.bpfsh.repl.HangingEndTest.closeAll()");
        screen.awaitEnd("Ctrl-C again closes everything and leaves");
        Thread.sleep(1000);
        screen.type(CTRL_C);
        for (int i = 0; i < 200 && abandoned.get() == 0; i++) {
            Thread.sleep(10);
        }
        assertThat(abandoned).hasValue(ExitStatus.INTERRUPTED);
        released.set(true);
    }
}
