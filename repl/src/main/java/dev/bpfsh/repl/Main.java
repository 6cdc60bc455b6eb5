// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.compile.Packages;
import dev.bpfsh.complete.FilePaths;
import dev.bpfsh.host.Bundled;
import dev.bpfsh.host.Evaluator;
import dev.bpfsh.host.ExitStatus;
import dev.bpfsh.host.ObjectFiles;
import dev.bpfsh.host.SessionCalls;
import dev.bpfsh.suite.Suite;
import dev.bpfsh.timing.Profile;
import dev.bpfsh.view.Colouring;
import dev.bpfsh.view.Style;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
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
            "  bpfsh - a b <mine.jsh    the script on standard input, with arguments",
            "  bpfsh -i minimal         the same at the prompt, and stays there",
            "  bpfsh -e 'pid()'         evaluates and prints the value; args are what follows",
            "  bpfsh --test tests --junit report.xml",
            "                           runs all scripts of a folder as tests",
            "  bpfsh --skeleton x.bpf.o -o XBpf.java",
            "                           writes a Java class for the object, which holds it",
            "",
            "Exit status: 0 done, 1 uncaught exception, 2 wrong usage, 3 does not compile,",
            "4 a permission, kernel feature or clang is missing, 130 Ctrl-C; exit(n) gives n."
        })
public final class Main implements Callable<Integer> {
    private static final int TIMEOUT_SECONDS = 60;

    @Option(
            names = "-e",
            paramLabel = "CODE",
            description = "Evaluates CODE and prints the value; of several, one after the other.")
    private List<String> codes = new ArrayList<>();

    @Option(names = "-i", description = "Evaluates the script, or the CODE of -e, at the prompt, and stays there.")
    private boolean interactive;

    @Option(
            names = "--startup",
            paramLabel = "FILE",
            description = "Evaluates FILE before the first prompt, instead of bpfsh/startup.jsh in the user's"
                    + " configuration folder.")
    private Path startup;

    @Option(names = "--no-startup", description = "Evaluates no start-up file.")
    private boolean noStartup;

    @Option(names = "-q", description = "Shows no banner before the first prompt.")
    private boolean quiet;

    @Option(names = "-v", description = "Shows on standard error all that libbpf says.")
    private boolean verbose;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            description = "Colours: always, never, or auto, which is where a terminal has them.")
    private Colouring color = Colouring.AUTO;

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

    @Option(
            names = "--test",
            arity = "1..*",
            paramLabel = "FILE",
            description = "Runs scripts as tests, each in a process of its own, and reports how they ended; of a folder"
                    + " all *.jsh in it and below. -v shows also what those wrote that passed.")
    private List<String> tests = new ArrayList<>();

    @Option(names = "--junit", paramLabel = "FILE", description = "Where --test writes the report that a CI reads.")
    private Path junit;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "How long a script of --test may take, 60 unless said.")
    private Integer timeout;

    @Option(names = "--no-cache", description = "Compiles the script anew, and keeps nothing of it.")
    private boolean noCache;

    @Option(names = "--timing", description = "Shows on standard error, at the end, where the time went.")
    private boolean timing;

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

    private final long begun = System.nanoTime();

    private Main() {}

    /** Runs bpfsh and ends the process with the exit status that its help explains. */
    public static void main(String[] args) {
        StandardOutput.install();
        var main = new Main();
        // Where it comes first, the rest is run as if it were not there.
        main.timing = args.length > 0 && args[0].equals("--timing");
        List<String> rest = List.of(args).subList(main.timing ? 1 : 0, args.length);
        // Without options there is nothing to parse, and to load the parser takes as long as a prompt may.
        boolean options = !rest.isEmpty() && rest.get(0).startsWith("-");
        int status = options ? main.parse(rest.toArray(String[]::new)) : main.run(rest);
        System.exit(StandardOutput.status(status));
    }

    private int run(List<String> scriptAndArgs) {
        words = scriptAndArgs;
        try {
            return call();
        } catch (Exception e) {
            return failed(e);
        }
    }

    private int parse(String[] args) {
        var all = new CommandLine(this);
        return all.setCaseInsensitiveEnumValuesAllowed(true)
                // Options behind the script are the script's.
                .setStopAtPositional(true)
                .setColorScheme(CommandLine.Help.defaultColorScheme(ansi(Colouring.AUTO)))
                .setExecutionStrategy(parsed -> {
                    // The help has colours as --color says, wherever on the line that stands.
                    all.setColorScheme(CommandLine.Help.defaultColorScheme(ansi(color)));
                    return new CommandLine.RunLast().execute(parsed);
                })
                .setExecutionExceptionHandler((e, line, result) -> failed(e))
                .execute(args);
    }

    private static int failed(Exception e) {
        System.err.println("bpfsh: " + (e.getMessage() == null ? e : e.getMessage()));
        return ExitStatus.UNCAUGHT;
    }

    private static Ansi ansi(Colouring wanted) {
        return wanted == Colouring.ALWAYS || wanted == Colouring.AUTO && Tty.colour(1) ? Ansi.ON : Ansi.OFF;
    }

    /** @return the exit status */
    @Override
    public Integer call() throws Exception {
        Style.colouring(color);
        if (timing) {
            Profile.printAtEnd(begun, System.err);
        }
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
        if (tests.isEmpty() && (junit != null || timeout != null)) {
            System.err.println("bpfsh: " + (junit != null ? "--junit" : "--timeout") + " goes with --test");
            return ExitStatus.USAGE;
        }
        if (!tests.isEmpty() && (!codes.isEmpty() || interactive || startup != null)) {
            var other = codes.isEmpty() ? interactive ? "-i" : "--startup" : "-e";
            System.err.println("bpfsh: " + other + " does not go with --test, which runs files");
            return ExitStatus.USAGE;
        }
        if (ModuleLayer.boot().findModule("jdk.jshell").isEmpty()) {
            System.err.println("bpfsh: this Java (" + System.getProperty("java.home")
                    + ") has no module jdk.jshell: it is a runtime, not a JDK\n"
                    + "hint: " + Packages.JDK.hint());
            return ExitStatus.NOT_POSSIBLE_HERE;
        }
        if (!tests.isEmpty()) {
            return test();
        }
        if (rehearse) {
            return Rehearsal.run();
        }
        boolean atPrompt = interactive || codes.isEmpty() && words.isEmpty() && Tty.is(0);
        if (startup != null && (noStartup || !atPrompt)) {
            System.err.println("bpfsh: --startup is for the prompt"
                    + (noStartup ? ", and --no-startup wants none" : "\nhint: -i runs a script there, and stays"));
            return ExitStatus.USAGE;
        }
        if (verbose) {
            SessionCalls.logLevel("debug");
        }
        String[] args = words.stream().skip(1).toArray(String[]::new);
        if (atPrompt) {
            return prompt(args);
        } else if (!codes.isEmpty()) {
            return Launch.code(codes, words, !noCache);
        } else if (words.isEmpty() || words.get(0).equals("-")) {
            return Launch.script("stdin", new String(System.in.readAllBytes(), StandardCharsets.UTF_8), args, !noCache);
        }
        Optional<String> source = source(words.get(0));
        return source.isEmpty()
                ? ExitStatus.USAGE
                : Launch.script(scriptName(words.get(0)), source.get(), args, !noCache);
    }

    private int test() throws InterruptedException {
        int seconds = timeout == null ? TIMEOUT_SECONDS : timeout;
        if (seconds < 1) {
            System.err.println("bpfsh: --timeout: a script needs a second at least");
            return ExitStatus.USAGE;
        }
        return new Suite(System.out, Style.of(1), Tty.is(1) && Style.of(1).colours() > 0, verbose)
                .run(
                        tests,
                        Main.class,
                        noCache ? List.of("--no-cache") : List.of(),
                        Duration.ofSeconds(seconds),
                        Optional.ofNullable(junit));
    }

    private int prompt(String[] args) throws IOException {
        if (!Tty.is(0)) {
            System.err.println("bpfsh: -i needs a terminal as standard input");
            return ExitStatus.USAGE;
        }
        List<Beginning> beginnings = new ArrayList<>();
        if (startup != null) {
            Optional<String> text = read(startup.toString(), startup);
            if (text.isEmpty()) {
                return ExitStatus.USAGE;
            }
            beginnings.add(new Beginning(startup.toString(), text.get(), false));
        } else if (!noStartup) {
            Path file = Beginning.startUpFile(System.getenv("XDG_CONFIG_HOME"), FilePaths.home());
            if (Files.exists(file)) {
                read(file.toString(), file)
                        .ifPresent(text -> beginnings.add(new Beginning(file.toString(), text, false)));
            }
        }
        if (!words.isEmpty()) {
            Optional<String> source = source(words.get(0));
            if (source.isEmpty()) {
                return ExitStatus.USAGE;
            }
            beginnings.add(Beginning.args(args));
            beginnings.add(new Beginning(scriptName(words.get(0)), source.get(), true));
        }
        codes.forEach(code -> beginnings.add(new Beginning(Evaluator.TYPED, code, true)));
        return Launch.prompt(beginnings, !quiet);
    }

    /** The text of a script; when there is none it has been said why. */
    private Optional<String> source(String name) {
        Optional<Path> file = file(name);
        if (file.isEmpty()) {
            List<String> near = bundled.near(name);
            System.err.println("bpfsh: " + (isPath(name) ? "no such file: " : "no such script: ") + name
                    + (near.isEmpty()
                            ? "\nhint: bpfsh --list shows the bundled scripts"
                            : "\nhint: did you mean " + String.join(", ", near) + "?"));
            return Optional.empty();
        }
        Optional<String> text = read(name, file.get());
        text.ifPresent(there -> ObjectFiles.besideScript(file.get()));
        return text;
    }

    private static Optional<String> read(String name, Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (CharacterCodingException e) {
            System.err.println("bpfsh: " + name + ": not a text file in UTF-8");
        } catch (NoSuchFileException e) {
            System.err.println("bpfsh: no such file: " + name);
        } catch (AccessDeniedException e) {
            System.err.println("bpfsh: " + name + ": permission denied");
        } catch (IOException e) {
            System.err.println("bpfsh: " + name + ": " + (Files.isDirectory(file) ? "is a directory" : e.getMessage()));
        }
        return Optional.empty();
    }

    /** A bundled script is one and the same, by its name or as a file. */
    private String scriptName(String name) {
        return isPath(name) ? name : file(name).orElseThrow().getFileName().toString();
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
