// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.OnOneJdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A libbpf that is too old is refused with a message; calling it has crashed other programs. */
@Execution(ExecutionMode.CONCURRENT)
@OnOneJdk
class OldLibbpfTest {
    @TempDir
    Path home;

    private Bpfsh withLibbpf(String source) throws IOException, InterruptedException {
        var libraries = Files.createDirectory(home.resolve("lib"));
        var code = Files.writeString(libraries.resolve("libbpf.c"), source);
        var compiler = new ProcessBuilder(
                        "clang",
                        "-shared",
                        "-nostdlib",
                        "-fPIC",
                        code.toString(),
                        "-o",
                        libraries.resolve("libbpf.so.1").toString())
                .inheritIO()
                .start();
        assertThat(compiler.waitFor()).isZero();
        return Bpfsh.in(home).env("LD_LIBRARY_PATH", libraries.toString());
    }

    @Test
    void versionZeroIsRefused() throws Exception {
        withLibbpf("int libbpf_major_version(void) { return 0; } int libbpf_minor_version(void) { return 8; }\n")
                .run("minimal", "--seconds", "1")
                .exits(4)
                .outIs("")
                .errContains("libbpf 0.8 is too old, bpfsh needs 1.0 or newer", "hint: ");
    }

    @Test
    void oneThatDoesNotKnowItsVersionIsRefused() throws Exception {
        var bpfsh = withLibbpf("int nothing(void) { return 0; }\n");
        bpfsh.run("-e", "open(\"minimal\")").exits(4).errContains("too old, bpfsh needs 1.0 or newer");
        bpfsh.run("--version").succeeds().outFinds("^libbpf not usable: ");
    }
}
