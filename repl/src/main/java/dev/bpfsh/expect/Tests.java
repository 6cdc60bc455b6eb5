// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.expect;

import dev.bpfsh.compile.CompileFailed;
import dev.bpfsh.expect.TestLog.End;
import dev.bpfsh.expect.TestLog.Entry;
import dev.bpfsh.host.ExitStatus;
import dev.bpfsh.host.LearnMore;
import dev.bpfsh.host.Output;
import dev.bpfsh.host.Script;
import dev.bpfsh.host.Stop;
import dev.bpfsh.kernel.Printable;
import dev.bpfsh.libbpf.PermissionDenied;
import dev.bpfsh.libbpf.Topic;
import dev.bpfsh.libbpf.UnsupportedByKernel;
import dev.bpfsh.loader.Session;
import dev.bpfsh.view.Style;
import dev.bpfsh.view.Views;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Parts of a script that are tests of their own; no import is needed. */
public final class Tests {
    /** In a report it is indented by as much as is missing of 80 columns. */
    private static final Style REPORTED = new Style(false, 69, 24);

    private static volatile boolean failed;
    private static volatile boolean passed;
    private static volatile boolean skipped;

    private Tests() {}

    /**
     * Runs a part of a script as a test with a name, and closes what that has opened and attached. Where it fails the
     * script goes on with the next, and its exit status is 1; where the kernel lacks what it needs it counts as skipped.
     * At the prompt what it throws is thrown.
     *
     * <pre>{@code
     * test("counts each write", () -> {
     *     var minimal = open("minimal");
     *     minimal.load();
     *     expect(minimal.state(), BpfObject.State.LOADED);
     * })
     * }</pre>
     *
     * @param name is shown in reports
     */
    public static void test(String name, Expectations.Action body) {
        // A script that is this process's own works for nobody in particular.
        if (Session.maker().isPresent()) {
            part(body);
            return;
        }
        var log = TestLog.ofProcess();
        log.ifPresent(to -> to.begin(name));
        long begun = System.nanoTime();
        var entry = run(name, body, begun);
        passed |= entry.end() == End.PASSED;
        skipped |= entry.end() == End.SKIPPED;
        failed |= entry.end() == End.FAILED || entry.end() == End.BROKEN;
        log.ifPresentOrElse(to -> to.add(entry), () -> tell(entry));
    }

    private static Entry run(String name, Expectations.Action body, long begun) {
        try {
            part(body);
            return new Entry(name, End.PASSED, "", 0, since(begun));
        } catch (Stop | VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            return entry(name, Script.ended(Thread.currentThread(), e).frames(), e, since(begun));
        }
    }

    /**
     * How a test ended that threw something.
     *
     * @param frames where it came from, in the user's own code only
     */
    public static Entry entry(String name, List<StackTraceElement> frames, Throwable thrown, Duration time) {
        boolean lacks = isNotPossibleHere(thrown);
        int line = frames.stream()
                .filter(frame ->
                        frame.getFileName() != null && frame.getClassName().indexOf('.') < 0)
                .mapToInt(StackTraceElement::getLineNumber)
                .findFirst()
                .orElse(0);
        return new Entry(
                name,
                lacks ? End.SKIPPED : thrown instanceof ExpectationFailed ? End.FAILED : End.BROKEN,
                Views.error(
                        thrown,
                        lacks ? List.of() : frames,
                        Tests::source,
                        // That something else came than what was expected says enough.
                        topic -> topic == Topic.OWN_SCRIPT ? Optional.empty() : LearnMore.inScript(topic),
                        REPORTED),
                line,
                time);
    }

    private static String source(StackTraceElement frame) {
        return TestLog.ofProcess().map(log -> log.source(frame)).orElse("");
    }

    /** Whether it is the machine that cannot, and not the script that is wrong. */
    public static boolean isNotPossibleHere(Throwable thrown) {
        return thrown instanceof PermissionDenied
                || thrown instanceof UnsupportedByKernel
                || thrown instanceof CompileFailed failed && failed.lacksCompiler();
    }

    private static void part(Expectations.Action body) {
        var maker = new Object();
        try {
            Session.as(maker, () -> {
                run(body);
                return null;
            });
        } catch (Exception e) {
            Tests.<RuntimeException>sneak(e);
        } finally {
            Session.current().closeMadeFor(maker);
        }
    }

    private static void run(Expectations.Action body) {
        try {
            body.run();
        } catch (Throwable e) {
            Tests.<RuntimeException>sneak(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }

    private static void tell(Entry entry) {
        var lines = new StringBuilder(String.format(
                Locale.ROOT, "%-8s %s", entry.end() == End.PASSED ? "ok" : word(entry), Printable.of(entry.name())));
        entry.text().lines().forEach(line -> lines.append("\n         ").append(line));
        Output.background(lines.toString());
    }

    private static String word(Entry entry) {
        return entry.end() == End.SKIPPED ? "skipped" : "FAILED";
    }

    /** What the tests of this process make its exit status: 0 where there were none, or some passed and none failed. */
    public static int status() {
        return failed ? ExitStatus.UNCAUGHT : skipped && !passed ? ExitStatus.NOT_POSSIBLE_HERE : ExitStatus.DONE;
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
