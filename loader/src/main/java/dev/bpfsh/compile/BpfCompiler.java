// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.compile;

import dev.bpfsh.btf.VmlinuxHeader;
import dev.bpfsh.cache.FileCache;
import dev.bpfsh.compile.Diagnostic.Severity;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Compiles BPF programs with the clang of this machine, 14 or newer: the one that {@code CLANG} names, else the first
 * found in {@code PATH}. Headers are found in the source's folder, then {@code vmlinux.h} of the running kernel, then
 * libbpf's and the kernel's as they are installed.
 *
 * <pre>{@code
 * var compiled = BpfCompiler.system().compile(Path.of("minimal.bpf.c"));
 * compiled.warnings().forEach(System.err::println);
 * try (var minimal = BpfObject.open(compiled)) {
 * }</pre>
 *
 * <p>What was compiled before is taken from {@code $XDG_CACHE_HOME/bpfsh/objects} while the source, every header, the
 * compiler and its flags are the same.
 */
public final class BpfCompiler {
    /** What a text without a name is called in diagnostics, and in the line information of its object. */
    public static final String TEXT = "source.bpf.c";

    private static final String NO_NAME = "source";

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Map<String, String> environment;
    private final Supplier<Path> vmlinux;
    private final Duration longest;

    /**
     * @param environment where tools and the cache are found, as {@code PATH}, {@code CLANG}, {@code XDG_CACHE_HOME}
     * @param vmlinux the folder that holds the running kernel's {@code vmlinux.h}; may throw a {@link BpfException}.
     *     Asked only by those who include it: to find the kernel's types takes a while
     * @param longest how long the compiler may take
     */
    BpfCompiler(Map<String, String> environment, Supplier<Path> vmlinux, Duration longest) {
        this.environment = Map.copyOf(environment);
        this.vmlinux = vmlinux;
        this.longest = longest;
    }

    /** The compiler of this process's environment. */
    public static BpfCompiler system() {
        return new BpfCompiler(System.getenv(), VmlinuxHeader::folder, LONGEST);
    }

    /** Whether there is a clang to ask; it may still be too old, or miss headers. */
    public boolean isThere() {
        return Clang.isThere(environment);
    }

    /**
     * Compiles a file, or takes what was compiled before.
     *
     * @throws CompileFailed if it cannot be read or is wrong, or clang or a header is missing
     * @throws BpfException if the thread was interrupted; the compiler is killed, and the thread's flag is set
     */
    public Compiled compile(Path source) {
        return compile(Source.of(source));
    }

    /**
     * Compiles a text, whose headers are sought from the current folder. One that uses {@code SEC} and includes nothing
     * is given what nearly every program begins with: {@code vmlinux.h}, libbpf's {@code bpf_helpers.h},
     * {@code bpf_tracing.h}, {@code bpf_core_read.h} and {@code bpf_endian.h}, for a program at a USDT probe
     * {@code usdt.bpf.h}, and, where it names no license, the GPL.
     *
     * @param source C; lines in diagnostics are its own, its file is called {@value #TEXT}
     * @throws CompileFailed if it is wrong, or clang or a header is missing
     * @throws BpfException if the thread was interrupted; the compiler is killed, and the thread's flag is set
     */
    public Compiled compile(String source) {
        return compile(NO_NAME, source);
    }

    /**
     * As {@link #compile(String)}, for one of several texts.
     *
     * @param name of the object; the text is called {@code NAME.bpf.c}
     * @throws CompileFailed also if the name has other characters than letters, digits, {@code _} and {@code -}
     */
    public Compiled compile(String name, String source) {
        return compile(Source.of(name, source));
    }

    private Compiled compile(Source source) {
        var clang = Clang.find(source.shown(), environment);
        if (source.namesVmlinux()) {
            return compile(clang, source, Headers.with(vmlinux));
        }
        try {
            return compile(clang, source, Headers.installed());
        } catch (CompileFailed failed) {
            // Only a header of the user's can have asked for it.
            if (failed.diagnostics().stream().anyMatch(Hints::missesVmlinux)) {
                return compile(clang, source, Headers.with(vmlinux));
            }
            throw failed;
        }
    }

    private Compiled compile(Clang clang, Source source, Headers headers) {
        var command = new Command(clang, source, headers);
        try {
            return compile(command);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BpfException("compile", source.shown(), "interrupted", null, List.of(), null).about(Topic.OBJECT);
        } catch (Scratch.TookTooLong e) {
            var cause = clang.command() + " was still at it after " + longest.toSeconds() + " s, and was killed";
            throw new CompileFailed(source.shown(), cause, List.of(), "see what it does: " + command);
        } catch (IOException e) {
            throw new CompileFailed(source.shown(), FileCache.reason(e), List.of(), null);
        }
    }

    private Compiled compile(Command command) throws IOException, InterruptedException, Scratch.TookTooLong {
        var source = command.source();
        var cache = ObjectCache.of(environment);
        var key = command.key();
        Optional<String> problem = Optional.empty();
        try {
            var kept = cache.find(key);
            if (kept.isPresent()) {
                return source.compiled(kept.get().object(), kept.get().warnings(), true, problem);
            }
        } catch (IOException e) {
            problem = Optional.of(FileCache.reason(e));
        }
        try (var scratch = new Scratch()) {
            command.clang().requireUsable(source.shown(), scratch);
            var entry = run(command, scratch);
            if (problem.isEmpty() && entry.dependencies() != null && source.unchanged()) {
                try {
                    cache.keep(key, entry);
                } catch (IOException e) {
                    problem = Optional.of(FileCache.reason(e));
                }
            }
            return source.compiled(entry.object(), entry.warnings(), false, problem);
        }
    }

    private CacheEntry run(Command command, Scratch scratch)
            throws IOException, InterruptedException, Scratch.TookTooLong {
        var source = command.source();
        var begun = java.time.Instant.now();
        var input = Path.of("/dev/null");
        if (source.isText()) {
            input = Files.write(scratch.file("input"), source.bytes());
        }
        var object = scratch.file("object");
        var result = scratch.run(command.compile(scratch), input, longest.toSeconds());
        var said = new ClangOutput(source::named).parse(result.output());
        if (result.status() != 0 || !Files.exists(object)) {
            throw failed(command, result, said);
        }
        var strip = command.clang().strip();
        if (strip.isPresent()) {
            scratch.run(
                    new ProcessBuilder(strip.get().toString(), "-g", object.toString()),
                    Path.of("/dev/null"),
                    longest.toSeconds());
        }
        var rule = Files.readString(scratch.file("headers"), StandardCharsets.UTF_8);
        return new CacheEntry(
                Dependencies.asksForFiles(source.bytes())
                        ? null
                        : Dependencies.of(
                                        rule, source.folder(), command.headers().folders(), begun)
                                .orElse(null),
                said,
                Files.readAllBytes(object));
    }

    private static CompileFailed failed(Command command, Scratch.Result result, List<Diagnostic> said) {
        var source = command.source();
        if (said.stream().noneMatch(each -> each.severity() == Severity.ERROR)) {
            var cause = command.clang().command() + " ended with status " + result.status();
            return new CompileFailed(
                    source.shown(), cause, result.output().lines().limit(10).toList(), "see for yourself: " + command);
        }
        return new CompileFailed(
                source.shown(), said, Hints.of(said, command.headers().noVmlinux()));
    }
}
