// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.testing;

import java.io.PrintStream;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs test classes in this JVM, which is all that an emulated machine is quick enough for, and prints a line for each
 * test as it ends. The exit status is 1 where one failed.
 */
public final class TestRun implements TestExecutionListener {
    private final PrintStream out = System.out;
    private long began;
    private int passed;
    private int skipped;
    private int failed;
    private volatile boolean ended;

    private TestRun() {}

    /** The names of the classes, or of methods as {@code CLASS#METHOD}. */
    public static void main(String[] names) {
        var run = new TestRun();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(Stream.of(names)
                        .map(name -> name.contains("#")
                                ? DiscoverySelectors.selectMethod(name)
                                : DiscoverySelectors.selectClass(name))
                        .toList())
                .build();
        Runtime.getRuntime().addShutdownHook(new Thread(run::requireEnd));
        LauncherFactory.create().execute(request, run);
        run.ended = true;
        run.out.printf("%d passed, %d failed, %d skipped%n", run.passed, run.failed, run.skipped);
        System.exit(run.failed == 0 && run.passed > 0 ? 0 : 1);
    }

    // What is tested may call System.exit(0).
    private void requireEnd() {
        if (!ended) {
            out.println("FAILED the JVM was ended, not all tests have run");
            Runtime.getRuntime().halt(1);
        }
    }

    private static String name(TestIdentifier test) {
        return test.getUniqueId().replaceFirst(".*\\[class:[\\w.]*?(\\w+)\\]/?", "$1 ");
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        began = System.nanoTime();
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        skipped++;
        out.println("skipped " + name(test) + ": " + reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        boolean success = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
        if (success && !test.isTest()) {
            return;
        }
        passed += success ? 1 : 0;
        failed += success ? 0 : 1;
        out.printf(
                "%s %s %d ms%n", success ? "passed " : "FAILED ", name(test), (System.nanoTime() - began) / 1_000_000);
        result.getThrowable().ifPresent(failure -> failure.printStackTrace(out));
    }
}
