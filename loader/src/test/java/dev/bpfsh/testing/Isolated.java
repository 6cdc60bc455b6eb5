// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.libbpf.TestLibc;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A network namespace of a test's own, with nothing in it but {@code lo}: nothing else on the machine is disturbed, and
 * all that is attached to it goes with it.
 */
public final class Isolated {
    /** What a test does there. */
    public interface Body {
        void run() throws Exception;
    }

    private Isolated() {}

    /** Runs the body in a thread that is in a new network namespace. */
    public static void network(Body body) throws Exception {
        var failure = new AtomicReference<Throwable>();
        var thread = new Thread(
                () -> {
                    try {
                        assertThat(TestLibc.CALLS.unshare(TestLibc.CLONE_NEWNET))
                                .isZero();
                        execute("ip", "link", "set", "lo", "up");
                        try {
                            body.run();
                        } finally {
                            // Linux 6.18 keeps the program of a filter that is there when its namespace ends.
                            output("tc", "qdisc", "delete", "dev", "lo", "clsact");
                        }
                    } catch (Throwable e) {
                        failure.set(e);
                    }
                },
                "isolated network");
        thread.start();
        thread.join();
        if (failure.get() instanceof Exception e) {
            throw e;
        } else if (failure.get() instanceof Error e) {
            throw e;
        }
    }

    /** Runs a command, which inherits the calling thread's namespaces. */
    public static void execute(String... command) throws Exception {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor())
                .as(String.join(" ", command) + ": " + output)
                .isZero();
    }

    /** What a command prints. */
    public static String output(String... command) throws Exception {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes());
    }
}
