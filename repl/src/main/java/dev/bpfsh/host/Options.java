// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import dev.bpfsh.kernel.Processes;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/**
 * A script's command line, declared in a line for each option.
 *
 * <pre>{@code
 * var options = options("minimal", "Prints a line for each write() of its own.")
 *     .flag("-v", "--verbose", "show libbpf's debug log")
 *     .number("--seconds", "N", "end after N seconds")
 *     .parse(args);
 * options.has("-v")
 * options.number("--seconds")
 * }</pre>
 */
public final class Options {
    private static final String VERBOSE = "--verbose";
    private static final String SECONDS = "--seconds";
    private static final String JSON = "--json";
    private static final String YES = "--yes";

    private final CommandSpec spec;
    private ParseResult parsed;

    private Options(CommandSpec spec) {
        this.spec = spec;
    }

    /**
     * Begins a declaration. {@code -h} and {@code --help} are always there.
     *
     * <pre>{@code options("mine", "Shows what is mine.").flag("-a", "--all", "show all").parse("-a").has("-a")}</pre>
     *
     * @param name what the user types to run the script, for the usage
     * @param purpose one sentence
     */
    public static Options options(String name, String purpose) {
        CommandSpec spec = CommandSpec.create().name(name);
        spec.usageMessage().description(purpose);
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("show this and leave")
                .build());
        return new Options(spec);
    }

    /**
     * As {@link #options}, with what every tool of bpfsh has: {@code -v} shows libbpf's debug log, {@code --seconds}
     * ends it, {@code --json} makes its output JSON, an object a line.
     *
     * <pre>{@code tool("mine", "Shows what is mine.").parse("--json").json()}</pre>
     */
    public static Options tool(String name, String purpose) {
        return options(name, purpose)
                .flag("-v", VERBOSE, "show libbpf's debug log in full")
                .number(SECONDS, "N", "end after N seconds, not at Ctrl-C")
                .flag(JSON, "write JSON, an object a line");
    }

    /** Declares {@value #YES}, for {@link #confirm}. */
    public Options asks() {
        return flag(YES, "do not ask before it begins");
    }

    /** An option without a value, under a short and a long name. */
    public Options flag(String shortName, String longName, String meaning) {
        return add(OptionSpec.builder(shortName, longName).description(meaning));
    }

    /** An option without a value. */
    public Options flag(String name, String meaning) {
        return add(OptionSpec.builder(name).description(meaning));
    }

    /** An option with a whole number from 0 on, decimal or {@code 0x}; {@code label} stands for it in the usage. */
    public Options number(String name, String label, String meaning) {
        return add(OptionSpec.builder(name)
                .type(Long.class)
                .converters(Options::count)
                .paramLabel(label)
                .description(meaning));
    }

    private static long count(String text) {
        try {
            long number = Long.decode(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException none) {
            // As below.
        }
        throw new TypeConversionException("'" + text + "' is no whole number from 0 on");
    }

    /** An option with a text; {@code label} stands for it in the usage. */
    public Options text(String name, String label, String meaning) {
        return add(OptionSpec.builder(name).type(String.class).paramLabel(label).description(meaning));
    }

    private Options add(OptionSpec.Builder option) {
        spec.addOption(option.build());
        return this;
    }

    /**
     * Reads the command line. With {@code --help} it prints the usage and ends the process with {@link
     * ExitStatus#DONE}; if the line is wrong it says why on standard error and ends it with {@link ExitStatus#USAGE}.
     */
    public Options parse(String... args) {
        CommandLine line = new CommandLine(spec);
        try {
            parsed = line.parseArgs(args);
        } catch (ParameterException e) {
            throw wrong(e.getMessage());
        }
        if (parsed.isUsageHelpRequested()) {
            line.usage(System.out, Ansi.OFF);
            Lifetime.exit(ExitStatus.DONE);
        }
        if (declared(VERBOSE) && has(VERBOSE)) {
            SessionCalls.logLevel("debug");
        }
        if (declared(SECONDS) && number(SECONDS).orElse(1) <= 0) {
            throw wrong(SECONDS + ": must be 1 or more");
        }
        return this;
    }

    /**
     * Ends the process with {@link ExitStatus#USAGE}, after saying on standard error what is wrong with its command
     * line and what would be right.
     *
     * <pre>{@code throw options.wrong("--pid: no process has the id 4711")}</pre>
     *
     * @return never; so that the compiler knows that nothing follows
     */
    public RuntimeException wrong(String why) {
        System.err.println(spec.name() + ": " + why);
        new CommandLine(spec).usage(System.err, Ansi.OFF);
        Lifetime.exit(ExitStatus.USAGE);
        return new IllegalStateException(why);
    }

    /**
     * Asks the person at the terminal before something is done that others will notice; where {@value #YES} was given it
     * does not ask. Where there is nobody to ask it is {@link #wrong wrong usage}.
     *
     * <pre>{@code options.confirm("No other process can use bpf(2) for a while. Go on?")}</pre>
     *
     * @throws IllegalStateException if the answer is anything but yes
     * @throws InterruptedException if it is Ctrl-C
     */
    public void confirm(String question) throws IOException, InterruptedException {
        if (has(YES)) {
            return;
        }
        if (!Confirmation.possible()) {
            throw wrong("would ask first, and this is no terminal; " + YES + " says yes in advance");
        }
        if (!Confirmation.given(question)) {
            throw new IllegalStateException(spec.name() + ": the answer was not yes, so nothing was done");
        }
    }

    /** How long a tool should run: {@code --seconds}, or until Ctrl-C. */
    public Duration time() {
        return number(SECONDS).stream()
                .mapToObj(Duration::ofSeconds)
                .findFirst()
                .orElse(Duration.ofMillis(Long.MAX_VALUE));
    }

    /** Whether a tool should write JSON. */
    public boolean json() {
        return has(JSON);
    }

    /** Whether the option was given. */
    public boolean has(String name) {
        return option(name).isPresent();
    }

    /** The number that was given with the option. */
    public OptionalLong number(String name) {
        return option(name).map(value -> OptionalLong.of((Long) value)).orElseGet(OptionalLong::empty);
    }

    /**
     * The process that was given with the option by its id; 0 where it was not given, which is no process's id.
     *
     * @throws dev.bpfsh.libbpf.BpfException if there is no such process
     */
    public int process(String name) {
        return number(name).isPresent() ? Processes.require(number(name).getAsLong()) : 0;
    }

    /** The text that was given with the option. */
    public Optional<String> text(String name) {
        return option(name).map(String.class::cast);
    }

    private Optional<Object> option(String name) {
        if (parsed == null) {
            throw new IllegalStateException("options are not read yet: call parse(args) first");
        }
        if (!declared(name)) {
            throw new IllegalArgumentException("no option " + name + " was declared");
        }
        OptionSpec given = parsed.matchedOption(name);
        return given == null ? Optional.empty() : Optional.of(given.getValue());
    }

    private boolean declared(String name) {
        return spec.findOption(name) != null;
    }
}
