// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.complete.FilePaths;
import dev.bpfsh.expect.TestLog;
import dev.bpfsh.expect.Tests;
import dev.bpfsh.host.Bundled;
import dev.bpfsh.host.EarlyBinding;
import dev.bpfsh.host.Evaluator;
import dev.bpfsh.host.ExitStatus;
import dev.bpfsh.host.Interrupts;
import dev.bpfsh.host.LearnMore;
import dev.bpfsh.host.Outcome;
import dev.bpfsh.host.Problem;
import dev.bpfsh.host.Script;
import dev.bpfsh.host.ScriptCache;
import dev.bpfsh.host.ScriptErrors;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Libbpf;
import dev.bpfsh.libbpf.LibbpfLog;
import dev.bpfsh.view.Style;
import dev.bpfsh.view.Views;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.function.BiFunction;
import java.util.function.IntFunction;

/** The ways to run: each makes what it needs and nothing else. */
final class Launch {
    /** What a line of a file may have, of an error's few. */
    private static final int LINE = 2_000;

    private Launch() {}

    static String libbpfVersion() {
        try {
            return Libbpf.get().version();
        } catch (BpfException e) {
            return "not usable: " + e.reason();
        }
    }

    /**
     * Evaluates codes one after the other in one session, prints the value of the last expression of each, up to the
     * first that fails, and returns the exit status.
     *
     * @param args what they find as {@code args}
     * @param cached whether what one alone was compiled into is kept and used
     */
    @SuppressWarnings("try")
    static int code(List<String> codes, List<String> args, boolean cached) {
        Ending.prepare();
        String[] words = args.toArray(String[]::new);
        if (codes.size() == 1) {
            try {
                return run(compiled("-e", codes.get(0), cached, true), words);
            } catch (ScriptErrors e) {
                // A session runs what comes before the error, which may be what mends it: deps(...), say.
            }
        }
        try (var evaluator = new Evaluator(prelude());
                var interrupts = Interrupts.stopWith(evaluator::stop);
                var errors = backgroundErrors(evaluator::ended)) {
            if (!args.isEmpty()) {
                evaluator.begin("args", Beginning.args(words).text(), outcome -> {});
            }
            int status = ExitStatus.DONE;
            for (int i = 0; i < codes.size() && status == ExitStatus.DONE; i++) {
                status = code(evaluator, codes.get(i));
            }
            return status;
        } finally {
            Ending.closeAll();
        }
    }

    private static int code(Evaluator evaluator, String code) {
        List<Outcome> outcomes = new ArrayList<>(evaluator.eval("-e", code));
        outcomes.stream()
                .reduce((first, last) -> last)
                .filter(Outcome.Value.class::isInstance)
                .map(Outcome.Value.class::cast)
                .ifPresent(last -> outcomes.add(show(evaluator, last.value())));
        return outcomes.stream().mapToInt(Launch::status).max().orElse(ExitStatus.DONE);
    }

    /** Without it the JVM would print the whole stack, with the frames of ours. */
    private static BackgroundErrors backgroundErrors(BiFunction<Thread, Throwable, Outcome.Threw> ended) {
        return new BackgroundErrors(
                        (thread, thrown) -> {
                            Outcome.Threw threw = ended.apply(thread, thrown);
                            return Views.error(threw.thrown(), threw.frames(), LearnMore::inScript, styleOf(2));
                        },
                        System.err::println,
                        System::nanoTime)
                .install();
    }

    private static Outcome show(Evaluator evaluator, Object value) {
        var text = evaluator.call(() -> shown(value));
        text.ifPresent(System.out::println);
        return text.isPresent() ? new Outcome.Done("") : new Outcome.Stopped("");
    }

    private static String shown(Object value) {
        return Views.show(value, Tty.is(1) ? Style.of(1).tall() : Style.redirected());
    }

    /**
     * Compiles a script whole, or takes what it was compiled into before, runs it, closes what it left open, and returns the exit status.
     *
     * @param cached whether what was compiled is kept and used
     */
    static int script(String name, String source, String[] args, boolean cached) {
        Ending.prepare();
        Tested tested = System.getProperty(TestLog.FILE) == null ? null : Tested.begin(name);
        try {
            Script script = compiled(name, source, cached, false);
            if (tested != null) {
                tested.runs(script);
            }
            return run(script, args, tested);
        } catch (ScriptErrors e) {
            return status(new Outcome.Failed(e.problems()), tested);
        }
    }

    private static Script compiled(String name, String source, boolean cached, boolean valued) {
        EarlyBinding.ifNeededBy(source);
        return cached
                ? ScriptCache.of(System.getenv()).script(name, source, prelude(), valued)
                : Script.compile(name, source, prelude(), valued);
    }

    static int run(Script script, String[] args) {
        return run(script, args, null);
    }

    @SuppressWarnings("try")
    private static int run(Script script, String[] args, Tested tested) {
        try (var interrupts = Interrupts.stopWith(script::stop);
                var errors = backgroundErrors(Script::ended)) {
            int status = status(script.run(value -> System.out.println(shown(value)), args), tested);
            return status == ExitStatus.DONE ? Tests.status() : status;
        } finally {
            Ending.closeAll();
        }
    }

    private static int status(Outcome outcome) {
        return status(outcome, null);
    }

    /** @param tested is told what otherwise standard error is; null for none */
    private static int status(Outcome outcome, Tested tested) {
        Ending.waitIfBegun();
        if (tested != null) {
            tested.ended(outcome);
        }
        if (outcome instanceof Outcome.Failed failed) {
            failed.problems().stream()
                    .filter(problem -> tested == null)
                    .map(Problem::toString)
                    .map(PlainText::harmless)
                    .forEach(System.err::println);
            return ExitStatus.DOES_NOT_COMPILE;
        } else if (outcome instanceof Outcome.Stopped stopped) {
            if (!stopped.where().isEmpty()) {
                System.err.println("bpfsh: gave up waiting; it hangs in " + stopped.where());
            }
            return ExitStatus.INTERRUPTED;
        } else if (outcome instanceof Outcome.Threw threw) {
            boolean notHere = Tests.isNotPossibleHere(threw.thrown());
            if (tested == null) {
                // Where the machine cannot, the script's line would not help.
                System.err.println(Views.error(
                        threw.thrown(), notHere ? List.of() : threw.frames(), LearnMore::inScript, styleOf(2)));
            }
            return notHere ? ExitStatus.NOT_POSSIBLE_HERE : ExitStatus.UNCAUGHT;
        }
        return ExitStatus.DONE;
    }

    /**
     * The prompt in the terminal of this process; returns the exit status.
     *
     * @param beginnings what is evaluated before the first line is read
     * @param banner whether to say in two lines what this is
     */
    static int prompt(List<Beginning> beginnings, boolean banner) throws IOException {
        Ending.prepare(Farewell::lines);
        var notes = new FutureTask<>(() -> MachineNotes.known(System.getenv()));
        // Two processors have enough to do until the prompt is there. What is wrong with libbpf is said when it is
        // used.
        var shown = new CountDownLatch(1);
        var prelude = prelude();
        try (var evaluator = Evaluator.ofPrompt(prelude)) {
            var behind = new Thread(
                    () -> {
                        notes.run();
                        bindAfter(shown);
                        settle(evaluator);
                    },
                    "bpfsh-behind");
            behind.setDaemon(true);
            behind.start();
            return Prompt.run(new Setting(
                    evaluator,
                    Launch::closeAll,
                    Ending::abandon,
                    () -> LibbpfLog.get().lines().stream()
                            .map(LibbpfLog.Line::toString)
                            .toList(),
                    HistoryFile.folder(System.getenv("XDG_STATE_HOME"), FilePaths.home()),
                    InputRcFile.of(System.getenv(), FilePaths.home()),
                    banner ? banner(prelude, notes::get) : width -> "",
                    shown::countDown,
                    beginnings,
                    Tty::queued,
                    fd -> !Tty.is(fd)));
        }
    }

    /** The banner for a terminal of a width, with what is known of the machine by then. */
    static IntFunction<String> banner(String prelude, Callable<Optional<MachineNotes>> notes) {
        return width -> {
            try {
                return Banner.of(prelude, notes.call(), Banner.lackingRights(), width);
            } catch (Exception e) {
                throw new IllegalStateException("no notes on this machine", e);
            }
        };
    }

    private static void bindAfter(CountDownLatch shown) {
        try {
            shown.await();
            MachineNotes.take(System.getenv(), Libbpf.get().version());
        } catch (BpfException | InterruptedException e) {
            // What is wrong is said when libbpf is used.
            return;
        }
    }

    private static void settle(Evaluator evaluator) {
        try {
            evaluator.settle();
        } catch (InterruptedException | RuntimeException e) {
            // The first line that is evaluated says what is wrong.
            return;
        }
    }

    private static List<String> closeAll() {
        List<String> lines = Farewell.lines();
        Ending.closeAll();
        return lines;
    }

    static String prelude() {
        return Bundled.prelude();
    }

    /** One screen at most; lines break where the terminal ends, and nowhere where others look for their words. */
    private static Style styleOf(int fd) {
        Style there = Style.of(fd);
        return new Style(
                there.theme(),
                there.unicode(),
                Math.min(there.width(), LINE),
                Style.plain().height());
    }
}
