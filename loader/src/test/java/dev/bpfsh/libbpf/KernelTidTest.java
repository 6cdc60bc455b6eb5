// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** In the namespace around all others, where the tests run, both ways give the same number. */
@RequiresKernel(Feature.BPF)
class KernelTidTest {
    @Test
    void theKernelIsAskedForTheThreadThatCalls() throws Exception {
        assertThat(KernelTid.ask()).isEqualTo(Libc.gettid()).isNotEqualTo(askElsewhere());
    }

    private static int askElsewhere() throws Exception {
        var task = new FutureTask<>(() -> {
            assertThat(KernelTid.ask()).isEqualTo(Libc.gettid());
            return KernelTid.ask();
        });
        new Thread(task).start();
        return task.get();
    }

    @Test
    void outsideOfNamespacesItIsTheThreadsOwnNumber() {
        assertThat(KernelTid.current()).isEqualTo(Libc.gettid());
    }
}
