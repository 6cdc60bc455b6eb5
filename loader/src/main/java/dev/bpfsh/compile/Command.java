// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.compile;

import dev.bpfsh.cache.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How clang is called: with the flags of {@code scripts/build}, so that the same source gives the same object. */
record Command(Clang clang, Source source, Headers headers) {
    /** Changes with the form of what the cache keeps. */
    private static final String CACHE_VERSION = "1";

    /** Variables that change where clang looks for headers. */
    private static final List<String> OF_CLANG = List.of("CPATH", "C_INCLUDE_PATH", "CCC_OVERRIDE_OPTIONS");

    private List<String> flags() {
        var flags = new ArrayList<>(List.of(
                "-g",
                "-O2",
                "-Wall",
                "-Wextra",
                "-Wno-unused-parameter",
                "-target",
                "bpf",
                "-mcpu=v3",
                "-D__TARGET_ARCH_" + Machine.current().target(),
                "-I",
                source.folder().toString()));
        headers.flags().forEach(flags::add);
        flags.addAll(List.of(
                "-fdebug-compilation-dir=.", "-fno-color-diagnostics", "-fno-crash-diagnostics", "-fmessage-length=0"));
        flags.addAll(source.flags());
        return flags;
    }

    /** The call that writes {@code object} and {@code headers}, a rule of make, in the folder. */
    ProcessBuilder compile(Scratch scratch) {
        var command = new ArrayList<String>();
        command.add(clang.command().toString());
        command.addAll(flags());
        command.addAll(List.of(
                "-MD",
                "-MT",
                "object",
                "-MF",
                scratch.file("headers").toString(),
                "-o",
                scratch.file("object").toString()));
        var builder = new ProcessBuilder(command).directory(source.folder().toFile());
        builder.environment().clear();
        builder.environment().putAll(clang.environment());
        return builder;
    }

    /** What the result is kept under: all that it depends on but the headers. */
    String key() throws IOException {
        var parts = new ArrayList<>(List.of(CACHE_VERSION, Clang.identity(clang.command())));
        parts.add(clang.strip().isPresent() ? Clang.identity(clang.strip().get()) : "");
        parts.addAll(flags());
        OF_CLANG.forEach(name -> parts.add(clang.environment().getOrDefault(name, "")));
        parts.add(source.shown());
        parts.add(Digest.hex(source.bytes()));
        return Digest.hex(parts);
    }

    /** For the eye. */
    @Override
    public String toString() {
        return clang.command() + " " + String.join(" ", flags()) + " -o /dev/null";
    }
}
