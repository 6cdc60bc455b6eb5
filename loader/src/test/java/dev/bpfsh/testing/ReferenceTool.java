// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What the field's own tools say: {@code bpftool}, {@code llvm-readelf}. */
public final class ReferenceTool {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReferenceTool() {}

    /** What a command prints; fails if it fails. */
    public static String output(String... command) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
            return output;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** {@code bpftool -j ARGUMENTS}. */
    public static JsonNode bpftool(String... arguments) {
        var command = new String[arguments.length + 2];
        command[0] = "bpftool";
        command[1] = "-j";
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        try {
            return JSON.readTree(output(command));
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }

    /** {@code bpftool gen skeleton}, which tells what an object has as C. */
    public static String skeleton(Path object) {
        return output("bpftool", "gen", "skeleton", object.toString(), "name", "skel");
    }

    /** {@code llvm-readelf -W -S -s}: the sections and the symbols. */
    public static String elf(Path object) {
        return output("llvm-readelf", "-W", "-S", "-s", object.toString());
    }
}
