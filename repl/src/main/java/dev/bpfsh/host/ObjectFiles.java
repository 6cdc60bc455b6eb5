// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which file {@code open("NAME")} means: {@code NAME.bpf.o} beside the running script, or of bpfsh's {@code scripts}; the
 * {@code NAME.bpf.c} beside it where that has changed since.
 */
public final class ObjectFiles {
    private static volatile Optional<Path> scriptFolder = Optional.empty();

    private ObjectFiles() {}

    /** Says which script runs: objects beside it can be opened by name. */
    public static void besideScript(Path script) {
        scriptFolder = Optional.ofNullable(script.toAbsolutePath().getParent());
    }

    /**
     * The file that a name means. Where an object is older than its source, a line on standard error says so.
     *
     * @return an object, or a source to be compiled
     * @throws BpfException if there is no object of that name; a path need not exist
     */
    public static Path find(String nameOrFile) {
        var file = Path.of(nameOrFile);
        if (nameOrFile.contains("/")
                || nameOrFile.endsWith(".o")
                || nameOrFile.endsWith(".c")
                || Files.isRegularFile(file)) {
            return asAsked(file);
        }
        return Outdated.here()
                .insteadOf(ScriptRun.current()
                        .flatMap(ScriptRun::folder)
                        .or(() -> scriptFolder)
                        .map(folder ->
                                folder.resolve(nameOrFile + Bundled.objects().suffix()))
                        .filter(Files::isRegularFile)
                        .map(ObjectFiles::shortest)
                        .orElseGet(() -> bundled(nameOrFile)));
    }

    /** The names of the objects that come with bpfsh, and what the script of each is for. */
    public static Map<String, String> bundled() {
        var scripts = Bundled.scripts();
        var all = new TreeMap<String, String>();
        Bundled.objects()
                .names()
                .forEach(name -> all.put(name, scripts.find(name).isPresent() ? scripts.about(name) : ""));
        return all;
    }

    /** A file that the user has named. */
    static Path asAsked(Path file) {
        return file.toString().endsWith(".o") ? Outdated.here().asAsked(file) : file;
    }

    private static Path bundled(String name) {
        return Bundled.objects().find(name).map(ObjectFiles::shortest).orElseThrow(() -> unknown(name));
    }

    private static BpfException unknown(String name) {
        var near = Bundled.objects().near(name);
        return new BpfException(
                        "open",
                        name,
                        "no bundled script has such an object",
                        null,
                        List.of(),
                        near.isEmpty()
                                ? "there are "
                                        + String.join(", ", Bundled.objects().names())
                                        + "; a file is opened by its path: open(\"./x.bpf.o\")"
                                : "did you mean " + String.join(", ", near) + "?")
                .about(Topic.OBJECT);
    }

    // For the eye: what lies below the current folder is named from there.
    static Path shortest(Path file) {
        var here = Path.of("").toAbsolutePath();
        var absolute = file.toAbsolutePath().normalize();
        return absolute.startsWith(here) ? here.relativize(absolute) : absolute;
    }
}
