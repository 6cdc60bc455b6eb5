// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import dev.bpfsh.kernel.Near;
import dev.bpfsh.libbpf.BpfException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which file {@code open("NAME")} means: beside the running script, or {@code scripts/NAME.bpf.o} of bpfsh. */
public final class ObjectFiles {
    private static final String OBJECT = ".bpf.o";
    private static final int OFFERED = 3;

    private static volatile Optional<Path> scriptFolder = Optional.empty();

    private ObjectFiles() {}

    private static Path folder() {
        return Path.of(System.getProperty("bpfsh.home", "."), "scripts");
    }

    /** Says which script runs: objects beside it can be opened by name. */
    public static void besideScript(Path script) {
        scriptFolder = Optional.ofNullable(script.toAbsolutePath().getParent());
    }

    static Path find(String nameOrFile) {
        var file = Path.of(nameOrFile);
        if (nameOrFile.endsWith(".bpf.c")) {
            throw new BpfException(
                    "open",
                    nameOrFile,
                    "this is the source; the object that clang makes of it is opened",
                    null,
                    List.of(),
                    "clang -g -O2 -target bpf -c " + nameOrFile + " -o " + nameOrFile.replaceFirst("c$", "o"));
        }
        if (nameOrFile.contains("/") || nameOrFile.endsWith(".o") || Files.exists(file)) {
            return file;
        }
        return scriptFolder
                .map(folder -> folder.resolve(nameOrFile + OBJECT))
                .filter(Files::isRegularFile)
                .orElseGet(() -> bundled(nameOrFile));
    }

    private static Path bundled(String name) {
        var names = names();
        if (names.contains(name)) {
            return shortest(folder().resolve(name + OBJECT));
        }
        var near = Near.matches(name, names, OFFERED);
        throw new BpfException(
                "open",
                name,
                "no bundled script has such an object",
                null,
                List.of(),
                near.isEmpty()
                        ? "there are " + String.join(", ", names)
                                + "; a file is opened by its path: open(\"./x.bpf.o\")"
                        : "did you mean " + String.join(", ", near) + "?");
    }

    // For the eye: what lies below the current folder is named from there.
    private static Path shortest(Path file) {
        var here = Path.of("").toAbsolutePath();
        var absolute = file.toAbsolutePath().normalize();
        return absolute.startsWith(here) ? here.relativize(absolute) : absolute;
    }

    private static List<String> names() {
        try (var files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(OBJECT))
                    .map(file -> file.substring(0, file.length() - OBJECT.length()))
                    .sorted()
                    .toList();
        } catch (IOException none) {
            return List.of();
        }
    }
}
