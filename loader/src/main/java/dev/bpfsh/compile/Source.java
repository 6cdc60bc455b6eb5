// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.compile;

import dev.bpfsh.cache.FileCache;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is compiled: a file, or a text.
 *
 * @param file null for a text
 * @param called the file's own name, or what a text is called as if it were one
 * @param bytes its contents
 * @param bare whether it is a text that leaves to us what nearly every program begins with
 */
record Source(Path file, String called, byte[] bytes, boolean bare) {
    private static final String SUFFIX = ".bpf.c";
    private static final String VMLINUX = "vmlinux.h";
    private static final Pattern INCLUDES_OR_DEFINES = Pattern.compile("(?m)^\\s*#\\s*(include|define\\s+SEC)\\b");
    private static final long LARGEST = 64 << 20;
    private static final String STANDARD_INPUT = "<stdin>";
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][\\w-]*");

    private static final List<String> USUAL =
            List.of(VMLINUX, "bpf/bpf_helpers.h", "bpf/bpf_tracing.h", "bpf/bpf_core_read.h", "bpf/bpf_endian.h");
    /** It brings maps of its own. */
    private static final String FOR_USDT = "bpf/usdt.bpf.h";

    /** Behind the text, so that its lines keep their numbers. */
    private static final String LICENSE = "\nchar LICENSE[] SEC(\"license\") = \"GPL\";\n";

    /**
     * A text. One that uses {@code SEC} and includes nothing is bare: as it stands it could not be compiled.
     *
     * @throws CompileFailed if no object can have the name
     */
    static Source of(String name, String text) {
        if (!NAME.matcher(name).matches()) {
            throw new CompileFailed(
                    BpfCompiler.TEXT,
                    "its name has other characters than letters, digits, _ and -",
                    List.of(),
                    "first the name, then the text: compile(\"mine\", \"int x; ...\")");
        }
        boolean bare =
                text.contains("SEC(") && !INCLUDES_OR_DEFINES.matcher(text).find();
        boolean licensed = !bare || text.contains("SEC(\"license\")");
        String whole = licensed ? text : text + LICENSE;
        return new Source(null, name + SUFFIX, whole.getBytes(StandardCharsets.UTF_8), bare);
    }

    /** @throws CompileFailed if it cannot be read */
    static Source of(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw unfit(file, "it is a folder", "name a .bpf.c file");
            } else if (Files.exists(file) && (!Files.isRegularFile(file) || Files.size(file) > LARGEST)) {
                throw unfit(file, "it is no source file", "name a .bpf.c file");
            }
            return new Source(file, file.getFileName().toString(), Files.readAllBytes(file), false);
        } catch (NoSuchFileException e) {
            throw unfit(file, "no such file", "give the whole path, or the text itself");
        } catch (AccessDeniedException e) {
            throw unfit(file, "you may not read it", "ls -l " + file);
        } catch (IOException e) {
            throw unfit(file, "it cannot be read: " + FileCache.reason(e), null);
        }
    }

    private static CompileFailed unfit(Path file, String cause, String hint) {
        return new CompileFailed(file.toString(), cause, List.of(), hint);
    }

    boolean isText() {
        return file == null;
    }

    /** What the user calls it. */
    String shown() {
        return isText() ? called : file.toString();
    }

    /** Whether it may include the types of the running kernel: their name stands in it, be it in a comment. */
    boolean namesVmlinux() {
        return bare || has(VMLINUX);
    }

    private boolean has(String word) {
        return new String(bytes, StandardCharsets.UTF_8).contains(word);
    }

    /** Where its headers begin to be sought, and where the compiler runs, so that it knows no other folder's name. */
    Path folder() {
        return isText() ? Path.of("").toAbsolutePath() : file.toAbsolutePath().getParent();
    }

    /** Behind these the source itself. */
    List<String> flags() {
        if (isText()) {
            // A BPF object holds the lines of its source. Clang reads them from the file, which here has no name.
            var flags = new ArrayList<>(
                    List.of("-gdwarf-5", "-gembed-source", "-fdebug-prefix-map=" + STANDARD_INPUT + "=" + called));
            if (bare) {
                USUAL.forEach(header -> flags.addAll(List.of("-include", header)));
                if (has("SEC(\"usdt")) {
                    flags.addAll(List.of("-include", FOR_USDT));
                }
            }
            flags.addAll(List.of("-x", "c", "-c", "-"));
            return flags;
        }
        return List.of("-x", "c", "-c", called.startsWith("-") ? "./" + called : called);
    }

    /** The user's name for a file that the compiler speaks of. */
    String named(String compilers) {
        if (compilers.equals(STANDARD_INPUT)) {
            return called;
        }
        var plain = compilers.startsWith("./") ? compilers.substring(2) : compilers;
        return isText() || plain.startsWith("/") || plain.startsWith("<")
                ? shortened(plain)
                : file.resolveSibling(plain).toString();
    }

    /** Headers beside the source are included by the whole name of the folder. */
    private String shortened(String path) {
        return !isText() && Path.of(path).startsWith(folder())
                ? file.resolveSibling(folder().relativize(Path.of(path))).toString()
                : path;
    }

    /** Whether the file still holds what was compiled. */
    boolean unchanged() throws IOException {
        return isText() || Arrays.equals(bytes, Files.readAllBytes(file));
    }

    Compiled compiled(byte[] object, List<Diagnostic> warnings, boolean cached, Optional<String> cacheProblem) {
        var name = called.replaceFirst("(\\.bpf)?\\.c$", "");
        return new Compiled(name, shown(), object, warnings, cached, cacheProblem);
    }
}
