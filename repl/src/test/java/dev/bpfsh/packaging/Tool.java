// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.packaging;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bpfsh.testing.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Programs of the system, which read what a release has for them. */
final class Tool {
    private Tool() {}

    /** Skips the test where there is no such program. */
    static void require(String name) {
        assumeTrue(
                Arrays.stream(System.getenv("PATH").split(":")).anyMatch(at -> Files.isExecutable(Path.of(at, name))),
                name + " is not in PATH");
    }

    /** Runs one to its end. */
    static Result run(String... command) throws IOException, InterruptedException {
        return run(List.of(command));
    }

    static Result run(List<String> command) throws IOException, InterruptedException {
        var errors = Files.createTempFile("bpfsh", ".txt");
        try {
            var process =
                    new ProcessBuilder(command).redirectError(errors.toFile()).start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output, Files.readString(errors));
        } finally {
            Files.delete(errors);
        }
    }
}
