// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.host.Bundled;
import dev.bpfsh.host.ExitStatus;
import dev.bpfsh.host.ObjectFiles;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command line of bpfsh: decides between the prompt, a script, and standard input. */
@CommandLine.Command(
        name = "bpfsh",
        separator = " ",
        description =
                "The interactive shell for eBPF: Java at a prompt or in a script, with libbpf in the same process.",
        customSynopsis = "bpfsh [OPTIONS] [SCRIPT [ARGS...]]",
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n",
        footer = {
            "",
            "Examples:",
            "  bpfsh                    the prompt, or the script on standard input",
            "  bpfsh minimal            runs a bundled script",
            "  bpfsh ./mine.jsh 42      runs a script, its args are {\"42\"}",
            "  bpfsh -e 'pid()'         evaluates and prints the value",
            "  bpfsh --skeleton x.bpf.o -o XBpf.java",
            "                           writes a Java class for the object, which holds it",
            "",
            "Exit status: 0 done, 1 uncaught exception, 2 wrong usage, 3 does not compile,",
            "4 a permission, kernel feature or clang is missing, 130 Ctrl-C; exit(n) gives n."
        })
public final class Main implements Callable<Integer> {
    @Option(names = "-e", paramLabel = "CODE", description = "Evaluates CODE and prints the value.")
    private String code;

    @Option(names = "--list", description = "Lists the bundled scripts.")
    private boolean list;

    @Option(
            names = "--skeleton",
            paramLabel = "OBJECT",
            description = "Writes a Java class with typed members for what is in the object: a .bpf.o, a .bpf.c, or the"
                    + " name of a bundled script's object.")
    private String skeleton;

    @Option(
            names = "-o",
            paramLabel = "FILE",
            description = "Where --skeleton writes to, else standard output; the class is named after the file.")
    private Path output;

    @Option(names = "--package", paramLabel = "NAME", description = "The package of the class of --skeleton.")
    private String packageName;

    @Option(names = "--no-cache", description = "Compiles the script anew, and keeps nothing of it.")
    private boolean noCache;

    @Option(names = "--rehearse", hidden = true, description = "Runs a short session that nobody sees.")
    private boolean rehearse;

    @Option(names = "--version", description = "Shows the versions of bpfsh, libbpf, the JDK and the kernel.")
    private boolean version;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    private boolean help;

    @Parameters(
            paramLabel = "SCRIPT ARGS",
            arity = "0..*",
            description = "A file, or the name of a bundled script; what follows belongs to the script.")
    private List<String> words = new ArrayList<>();

    private final Bundled bundled = Bundled.scripts();

    private Main() {}

    /** Runs bpfsh and ends the process with the exit status that its help explains. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Main())
                // Options behind the script are the script's.
                .setStopAtPositional(true)
                .setColorScheme(CommandLine.Help.defaultColorScheme(Tty.colour(1) ? Ansi.ON : Ansi.OFF))
                .setExecutionExceptionHandler((e, line, result) -> {
                    System.err.println("bpfsh: " + (e.getMessage() == null ? e : e.getMessage()));
                    return ExitStatus.UNCAUGHT;
                })
                .execute(args));
    }

    /** @return the exit status */
    @Override
    public Integer call() throws Exception {
        if (version) {
            System.out.println("bpfsh " + Versions.bpfsh() + "\nlibbpf " + Launch.libbpfVersion() + "\nJDK "
                    + Versions.jdk() + "\nkernel " + Versions.kernel());
            return ExitStatus.DONE;
        }
        if (list) {
            System.out.println(bundled.list());
            return ExitStatus.DONE;
        }
        if (skeleton != null) {
            return SkeletonFile.write(skeleton, Optional.ofNullable(output), packageName == null ? "" : packageName);
        } else if (output != null || packageName != null) {
            System.err.println("bpfsh: " + (output != null ? "-o" : "--package") + " goes with --skeleton");
            return ExitStatus.USAGE;
        }
        if (ModuleLayer.boot().findModule("jdk.jshell").isEmpty()) {
            System.err.println("bpfsh: this Java (" + System.getProperty("java.home")
                    + ") has no module jdk.jshell: it is a runtime, not a JDK\n"
                    + "hint: install a JDK, as with: apt install openjdk-17-jdk-headless");
            return ExitStatus.NOT_POSSIBLE_HERE;
        }
        if (rehearse) {
            return Rehearsal.run();
        }
        if (code != null) {
            return Launch.code(code);
        }
        if (!words.isEmpty()) {
            return script(words.get(0), words.subList(1, words.size()).toArray(String[]::new));
        }
        if (Tty.is(0)) {
            return Launch.prompt();
        }
        return Launch.script(
                "stdin", new String(System.in.readAllBytes(), StandardCharsets.UTF_8), new String[0], !noCache);
    }

    private int script(String name, String[] args) throws Exception {
        Optional<Path> file = file(name);
        if (file.isEmpty()) {
            List<String> near = bundled.near(name);
            System.err.println("bpfsh: " + (isPath(name) ? "no such file: " : "no such script: ") + name
                    + (near.isEmpty()
                            ? "\nhint: bpfsh --list shows the bundled scripts"
                            : "\nhint: did you mean " + String.join(", ", near) + "?"));
            return ExitStatus.USAGE;
        }
        try {
            String source = Files.readString(file.get());
            ObjectFiles.besideScript(file.get());
            // A bundled script is one and the same, by its name or as a file.
            return Launch.script(isPath(name) ? name : file.get().getFileName().toString(), source, args, !noCache);
        } catch (CharacterCodingException e) {
            System.err.println("bpfsh: " + name + ": not a text file in UTF-8");
        } catch (AccessDeniedException e) {
            System.err.println("bpfsh: " + name + ": permission denied");
        } catch (IOException e) {
            System.err.println(
                    "bpfsh: " + name + ": " + (Files.isDirectory(file.get()) ? "is a directory" : e.getMessage()));
        }
        return ExitStatus.USAGE;
    }

    /** The script's file: as named if it looks like a path, else bundled, else a file of that name. */
    private Optional<Path> file(String name) {
        Optional<Path> named = Optional.of(Path.of(name)).filter(Files::exists);
        return isPath(name) ? named : bundled.find(name).or(() -> named);
    }

    private static boolean isPath(String name) {
        return name.endsWith(".jsh") || name.contains("/");
    }
}
