// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.BuildJdk;
import dev.bpfsh.testing.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A script of {@code scripts/}, and what tests that hold for all of them must know of it.
 *
 * @param name without {@code .jsh}
 * @param needs what is special about it
 */
record BundledScript(String name, Needs needs) {
    static final Path FOLDER = Bpfsh.root().resolve("scripts");

    private static final Needs NOTHING = new Needs(Set.of(), List.of(), "");
    /** A dot for each write(). */
    private static final Needs DOTS = NOTHING.saying("\\.*");

    /** It shows nothing until it ends. */
    private static final Needs MEASURING = NOTHING.saying("measuring; Ctrl-C shows the result\n");

    /** A new script is tested by being there; it is listed here if it needs more than that. */
    private static final Map<String, Needs> SPECIAL = Map.ofEntries(
            entry("biolatency", MEASURING),
            entry("doctor", NOTHING.but(Trait.ENDS_BY_ITSELF, Trait.REPORTS_WHAT_IS_MISSING)),
            entry("fentry", NOTHING.but(Trait.MAY_BE_IMPOSSIBLE)),
            entry("gcpause", NOTHING.saying("(\\d+ pauses, .* ms, longest .* ms\n)?")),
            // The program is a text in the script.
            entry("hello", NOTHING.but(Trait.HAS_NO_OBJECT)),
            entry("kprobe", NOTHING.but(Trait.MAY_BE_IMPOSSIBLE)),
            entry("ksyscall", NOTHING.but(Trait.MAY_BE_IMPOSSIBLE)),
            entry("lsm", NOTHING.with("--yes").but(Trait.MAY_BE_IMPOSSIBLE, Trait.DISTURBS_OTHERS)),
            entry("minimal", DOTS),
            entry("minimal_legacy", DOTS),
            entry("minimal_ns", DOTS),
            entry("profile", NOTHING.saying("(\\d+ samples; .*\n(hint: .*\n)*)?")),
            entry("runqlat", MEASURING),
            // With --seconds it begins again each second.
            entry("task_iter", NOTHING.but(Trait.ENDS_BY_ITSELF)));

    /** What a script may be unlike others in. */
    enum Trait {
        /** It has no {@code NAME.bpf.c} and {@code NAME.bpf.o}. */
        HAS_NO_OBJECT,
        /** It ends with status 4 where the kernel lacks something that others have. */
        MAY_BE_IMPOSSIBLE,
        /** It ends before Ctrl-C ends it. */
        ENDS_BY_ITSELF,
        /** What is missing is what it shows, and no error. */
        REPORTS_WHAT_IS_MISSING,
        /** Where the kernel lets it, other tests cannot run beside it. */
        DISTURBS_OTHERS
    }

    /**
     * What is special about a script.
     *
     * @param arguments without which it shows nothing
     * @param says what it writes to standard error while all is well, a regular expression
     */
    record Needs(Set<Trait> traits, List<String> arguments, String says) {
        Needs but(Trait... traits) {
            return new Needs(Set.of(traits), arguments, says);
        }

        Needs with(String... arguments) {
            return new Needs(traits, List.of(arguments), says);
        }

        Needs saying(String regex) {
            return new Needs(traits, arguments, regex);
        }
    }

    /** All that come with bpfsh. */
    static List<BundledScript> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jsh"))
                    .map(name -> name.substring(0, name.length() - ".jsh".length()))
                    .sorted()
                    .map(name -> new BundledScript(name, SPECIAL.getOrDefault(name, NOTHING)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All on the JDK that builds, and the first on others: for what the JDK has no part in. */
    static Stream<BundledScript> allOnOneJdk() {
        return all().stream().limit(BuildJdk.isThis() ? Long.MAX_VALUE : 1);
    }

    /** All that can run beside each other on this machine. */
    static Stream<BundledScript> harmless(Stream<BundledScript> scripts) {
        boolean possible;
        try {
            possible = Files.readString(Path.of("/sys/kernel/security/lsm")).contains("bpf");
        } catch (IOException unknown) {
            possible = true;
        }
        boolean all = !possible;
        return scripts.filter(script -> all || !script.is(Trait.DISTURBS_OTHERS));
    }

    /** The names in the table above. */
    static Stream<String> special() {
        return SPECIAL.keySet().stream();
    }

    boolean is(Trait trait) {
        return needs.traits().contains(trait);
    }

    Path file() {
        return FOLDER.resolve(name + ".jsh");
    }

    String text() {
        try {
            return Files.readString(file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@code --list} says of it. */
    String about() {
        return text().lines().skip(1).findFirst().orElse("").replaceFirst("^// *", "");
    }

    /** Whether it reads trace_pipe, as one process can at a time. */
    boolean traces() {
        return text().contains("\ntrace(");
    }

    /** What follows {@code bpfsh}: its name, its own arguments and these. */
    String[] command(String... more) {
        return Stream.of(Stream.of(name), needs.arguments().stream(), Stream.of(more))
                .flatMap(Function.identity())
                .toArray(String[]::new);
    }

    interface Body {
        void run() throws Exception;
    }

    /** Runs a test, and names the script where it fails. */
    void check(Body body) throws Exception {
        try {
            body.run();
        } catch (AssertionError e) {
            throw new AssertionError(this + ": " + e.getMessage(), e);
        }
    }

    /** As {@link #check}, for what runs the script until it shows something: if it reads trace_pipe, one at a time. */
    void run(Body body) throws Exception {
        if (!traces()) {
            check(body);
            return;
        }
        Kernel.takeTracePipe();
        try {
            check(body);
        } catch (AssertionError e) {
            if (!e.getMessage().contains("another process reads it")) {
                throw e;
            }
            // Somebody else on this machine was faster.
            Kernel.awaitTracePipe();
            check(body);
        } finally {
            Kernel.giveTracePipeBack();
        }
    }

    /** A line that says what is missing, perhaps details and a hint, and nothing for programmers. */
    void assertSaysWhy(Result result) {
        if (is(Trait.REPORTS_WHAT_IS_MISSING)) {
            result.errIs("").outContains("hint: ");
            return;
        }
        result.outIs("");
        assertThat(result.err().lines()).as("%s", result).hasSizeBetween(1, 6);
        assertThat(result.err()).as("%s", result).doesNotContain("Exception", "\tat ", ".java:");
    }

    @Override
    public String toString() {
        return name;
    }
}
