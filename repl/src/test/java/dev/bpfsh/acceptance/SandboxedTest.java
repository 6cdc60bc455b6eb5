// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Eventually;
import dev.bpfsh.testing.Footprint;
import dev.bpfsh.testing.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What runs scripts where all that they could leave behind would be seen, and is looked for at the end. */
abstract class SandboxedTest {
    private static final long LONGEST_START = 60_000;
    /** Until events have come and were shown. */
    static final long SHOWING = 1_200;

    @TempDir
    Path home;

    final Footprint footprint = new Footprint();

    private Sandbox sandbox;
    private List<String> before;

    @BeforeEach
    void begin() throws IOException {
        sandbox = Sandbox.open(home);
        before = sandbox.state();
    }

    @AfterEach
    void everythingIsAsItWas() throws Exception {
        try {
            footprint.assertGone();
            Eventually.holds(() -> assertThat(sandbox.state())
                    .as("interfaces, filters, pinned and temporary files")
                    .isEqualTo(before));
        } finally {
            sandbox.close();
        }
    }

    final Bpfsh bpfsh() {
        return sandbox.inside(Bpfsh.in(home));
    }

    /** Waits until a program of it is in the kernel, or it has ended. */
    static void awaitProgram(Footprint footprint, long pid, BooleanSupplier ended) throws InterruptedException {
        long end = System.nanoTime() + LONGEST_START * 1_000_000;
        while (!ended.getAsBoolean() && !footprint.look(pid).hasProgram() && System.nanoTime() < end) {
            Thread.sleep(100);
        }
    }

    /** Waits until something of it could be seen, for which it has some time, or it has ended. */
    static void awaitShowing(Footprint footprint, long pid, BooleanSupplier ended, long millis)
            throws InterruptedException {
        awaitProgram(footprint, pid, ended);
        if (!ended.getAsBoolean()) {
            Thread.sleep(millis);
            footprint.look(pid);
        }
    }
}
