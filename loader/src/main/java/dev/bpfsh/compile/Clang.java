// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The compiler of this machine: what {@code CLANG} names, else the first of {@code clang}, {@code clang-21} down to
 * {@code clang-14} in {@code PATH}, as {@code scripts/build} has it.
 *
 * @param command the program's file
 * @param environment where {@code PATH} and the like are looked up
 */
record Clang(Path command, Map<String, String> environment) {
    private static final int OLDEST = 14;
    private static final int NEWEST_NAMED = 21;
    private static final long SECONDS = 10;
    private static final Pattern VERSION = Pattern.compile("clang version (\\d+)(\\S*)");

    /**
     * Looks for it.
     *
     * @param source what is to be compiled, for the message
     * @throws CompileFailed if there is none, with the package to install
     */
    static Clang find(String source, Map<String, String> environment) {
        var named = environment.getOrDefault("CLANG", "");
        if (!named.isEmpty()) {
            return inPath(named, environment)
                    .map(file -> new Clang(file, environment))
                    .orElseThrow(() -> new CompileFailed(
                            source,
                            "there is no program " + named + ", which CLANG names",
                            List.of(),
                            "unset CLANG, or let it name clang " + OLDEST + " or newer"));
        }
        return names("clang")
                .flatMap(name -> inPath(name, environment).stream())
                .findFirst()
                .map(file -> new Clang(file, environment))
                .orElseThrow(() -> CompileFailed.lackingCompiler(
                        source, "clang was not found, and only clang compiles it", Packages.CLANG.hint()));
    }

    /** Whether {@link #find} would find one. */
    static boolean isThere(Map<String, String> environment) {
        var named = environment.getOrDefault("CLANG", "");
        return (named.isEmpty() ? names("clang") : Stream.of(named))
                .anyMatch(name -> inPath(name, environment).isPresent());
    }

    private static Stream<String> names(String tool) {
        return Stream.concat(
                Stream.of(tool),
                IntStream.iterate(NEWEST_NAMED, version -> version >= OLDEST, version -> version - 1)
                        .mapToObj(version -> tool + "-" + version));
    }

    /** The program of that name, or at that path. */
    static Optional<Path> inPath(String name, Map<String, String> environment) {
        if (name.contains("/")) {
            return Optional.of(Path.of(name).toAbsolutePath()).filter(Clang::isProgram);
        }
        return Stream.of(environment.getOrDefault("PATH", "").split(":"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Clang::isProgram)
                .findFirst();
    }

    private static boolean isProgram(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }

    /** The stripper that goes with it: it takes the debug information away that BTF has made superfluous. */
    Optional<Path> strip() {
        var named = environment.getOrDefault("LLVM_STRIP", "");
        return (named.isEmpty() ? names("llvm-strip") : Stream.of(named))
                .flatMap(name -> inPath(name, environment).stream())
                .findFirst();
    }

    /** What changes when another version of a tool takes its place. */
    static String identity(Path tool) throws IOException {
        var file = tool.toRealPath();
        return file + " " + Files.size(file) + " "
                + Files.getLastModifiedTime(file).toMillis();
    }

    /**
     * Asks for its version.
     *
     * @return such as {@code 14.0.6}
     * @throws CompileFailed if it is no clang, or older than we can use
     */
    String requireUsable(String source, Scratch scratch) throws IOException, InterruptedException, Scratch.TookTooLong {
        var answer = scratch.run(new ProcessBuilder(command.toString(), "--version"), Path.of("/dev/null"), SECONDS);
        var version = VERSION.matcher(answer.output());
        var said = answer.output().lines().limit(3).toList();
        if (answer.status() != 0 || !version.find()) {
            throw new CompileFailed(
                    source, command + " is not clang", said, "let CLANG name clang " + OLDEST + " or newer");
        }
        if (version.group(1).length() < 3 && Integer.parseInt(version.group(1)) < OLDEST) {
            throw CompileFailed.lackingCompiler(
                    source,
                    command + " is version " + version.group(1) + version.group(2) + ", this needs " + OLDEST
                            + " or newer",
                    "install a newer one, and let CLANG name it: CLANG=clang-" + (OLDEST + 5));
        }
        return version.group(1) + version.group(2);
    }
}
