// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program in C that a test compiles and starts; closing it ends it. */
public final class NativeProgram implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private NativeProgram(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Compiles it, with frame pointers; the test is skipped where there is no compiler.
     *
     * @param folder where the program is put, under the given name
     */
    public static Path compile(Path folder, String name, String source, String... flags) throws Exception {
        var compiler = List.of("cc", "gcc", "clang").stream()
                .filter(NativeProgram::runs)
                .findFirst();
        assumeTrue(compiler.isPresent(), "no C compiler");
        var file = Files.writeString(folder.resolve(name + ".c"), source);
        var program = folder.resolve(name);
        var command = new ArrayList<>(List.of(compiler.get(), "-O1", "-fno-omit-frame-pointer"));
        command.addAll(List.of(flags));
        command.addAll(List.of("-o", program.toString(), file.toString()));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
        return program;
    }

    private static boolean runs(String command) {
        try {
            return new ProcessBuilder(command, "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException | InterruptedException none) {
            return false;
        }
    }

    /** Starts a command. */
    public static NativeProgram start(String... command) throws IOException {
        return new NativeProgram(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Its number. */
    public long pid() {
        return process.pid();
    }

    /** Whether it still runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** The next line that it prints. */
    public String line() throws IOException {
        return output.readLine();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
