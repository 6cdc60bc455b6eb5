// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Libc;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ProcessesTest {
    @Test
    void oneThatIsThereIsFound() {
        assertThat(Processes.require(ProcessHandle.current().pid())).isEqualTo(Libc.getpid());
        assertThat(Processes.require(1)).isOne();
    }

    @Test
    void oneThatHasEndedIsNot() throws Exception {
        var ended = new ProcessBuilder("true").start();
        ended.waitFor();
        assertThatThrownBy(() -> Processes.require(ended.pid()))
                .isInstanceOf(BpfException.class)
                .hasMessageStartingWith("find process " + ended.pid() + ": there is no such process (ESRCH)");
        for (long none : new long[] {0, -1, Long.MAX_VALUE}) {
            assertThatThrownBy(() -> Processes.require(none)).isInstanceOf(BpfException.class);
        }
    }

    @Test
    void aThreadIsToldFromItsProcess() {
        int thread = CompletableFuture.supplyAsync(() -> {
                    int tid = Libc.gettid();
                    assertThatThrownBy(() -> Processes.require(tid))
                            .hasMessageContaining("is a thread of process " + Libc.getpid())
                            .hasMessageEndingWith("use the process's id: " + Libc.getpid());
                    return tid;
                })
                .join();
        assertThat(thread).isNotEqualTo(Libc.getpid());
    }
}
