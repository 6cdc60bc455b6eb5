// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import dev.bpfsh.launcher.Checkout;
import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@code bpfsh hello}: C in a script. */
@Execution(ExecutionMode.CONCURRENT)
@RequiresKernel({Feature.BPF, Feature.TRACEFS})
class HelloTest {
    @TempDir
    Path home;

    @Test
    void eachProgramThatStartsIsGreeted() throws Exception {
        try (var bpfsh = Bpfsh.in(home).start("hello")) {
            bpfsh.awaitOut("^GREETING COMM                 PID$").awaitOut("^Hello,   true +\\d+$");
            var nap = new ProcessBuilder("sleep", "0").start();
            bpfsh.awaitOut("^Hello,   sleep +" + nap.pid() + "$");
            bpfsh.signal("INT").end().exits(130).errIs("");
        }
    }

    @Test
    void whereThereIsNoClangItSaysWhatToInstall() throws Exception {
        Bpfsh.in(home)
                .env("PATH", Checkout.bareSystem(home.resolve("bin")).toString())
                .run("hello", "--seconds", "1")
                .exits(4)
                .outIs("")
                .errContains("clang was not found", "hint: install the package clang");
    }
}
