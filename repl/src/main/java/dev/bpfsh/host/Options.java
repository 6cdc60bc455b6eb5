// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * A script's command line, declared in a line for each option.
 *
 * <pre>{@code
 * var options = options("minimal", "Prints a line for each write() of its own.")
 *     .flag("-v", "--verbose", "show libbpf's debug log")
 *     .number("--seconds", "N", "end after N seconds")
 *     .parse(args);
 * if (options.has("-v")) ...
 * options.number("--seconds").ifPresent(n -> ...)
 * }</pre>
 */
public final class Options {
    private final CommandSpec spec;
    private ParseResult parsed;

    private Options(CommandSpec spec) {
        this.spec = spec;
    }

    /**
     * Begins a declaration. {@code -h} and {@code --help} are always there.
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

    /** An option without a value, under a short and a long name. */
    public Options flag(String shortName, String longName, String meaning) {
        return add(OptionSpec.builder(shortName, longName).description(meaning));
    }

    /** An option without a value. */
    public Options flag(String name, String meaning) {
        return add(OptionSpec.builder(name).description(meaning));
    }

    /** An option with a whole number, decimal or {@code 0x}; {@code label} stands for it in the usage. */
    public Options number(String name, String label, String meaning) {
        return add(OptionSpec.builder(name)
                .type(Long.class)
                .converters(Long::decode)
                .paramLabel(label)
                .description(meaning));
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
            System.err.println(spec.name() + ": " + e.getMessage());
            line.usage(System.err, Ansi.OFF);
            System.exit(ExitStatus.USAGE);
        }
        if (parsed.isUsageHelpRequested()) {
            line.usage(System.out, Ansi.OFF);
            System.exit(ExitStatus.DONE);
        }
        return this;
    }

    /** Whether the option was given. */
    public boolean has(String name) {
        return option(name).isPresent();
    }

    /** The number that was given with the option. */
    public OptionalLong number(String name) {
        return option(name).map(value -> OptionalLong.of((Long) value)).orElseGet(OptionalLong::empty);
    }

    /** The text that was given with the option. */
    public Optional<String> text(String name) {
        return option(name).map(String.class::cast);
    }

    private Optional<Object> option(String name) {
        if (parsed == null) {
            throw new IllegalStateException("options are not read yet: call parse(args) first");
        }
        if (spec.findOption(name) == null) {
            throw new IllegalArgumentException("no option " + name + " was declared");
        }
        OptionSpec given = parsed.matchedOption(name);
        return given == null ? Optional.empty() : Optional.of(given.getValue());
    }
}
