// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import dev.bpfsh.libbpf.BpfException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which file {@code open("NAME")} means: beside the running script, or {@code scripts/NAME.bpf.o} of bpfsh. */
public final class ObjectFiles {
    private static final Bundled BUNDLED = Bundled.objects();

    private static volatile Optional<Path> scriptFolder = Optional.empty();

    private ObjectFiles() {}

    /** Says which script runs: objects beside it can be opened by name. */
    public static void besideScript(Path script) {
        scriptFolder = Optional.ofNullable(script.toAbsolutePath().getParent());
    }

    /**
     * The file that a name means.
     *
     * @throws BpfException if there is no object of that name; a path need not exist
     */
    public static Path find(String nameOrFile) {
        var file = Path.of(nameOrFile);
        if (nameOrFile.contains("/")
                || nameOrFile.endsWith(".o")
                || nameOrFile.endsWith(".c")
                || Files.isRegularFile(file)) {
            return file;
        }
        return scriptFolder
                .map(folder -> folder.resolve(nameOrFile + BUNDLED.suffix()))
                .filter(Files::isRegularFile)
                .orElseGet(() -> bundled(nameOrFile));
    }

    private static Path bundled(String name) {
        return BUNDLED.find(name).map(ObjectFiles::shortest).orElseThrow(() -> unknown(name));
    }

    private static BpfException unknown(String name) {
        var near = BUNDLED.near(name);
        return new BpfException(
                "open",
                name,
                "no bundled script has such an object",
                null,
                List.of(),
                near.isEmpty()
                        ? "there are " + String.join(", ", BUNDLED.names())
                                + "; a file is opened by its path: open(\"./x.bpf.o\")"
                        : "did you mean " + String.join(", ", near) + "?");
    }

    // For the eye: what lies below the current folder is named from there.
    private static Path shortest(Path file) {
        var here = Path.of("").toAbsolutePath();
        var absolute = file.toAbsolutePath().normalize();
        return absolute.startsWith(here) ? here.relativize(absolute) : absolute;
    }
}
