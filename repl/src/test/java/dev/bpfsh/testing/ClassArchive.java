// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The launcher's archive of classes for this JDK. It is made behind a first start, when the machine has nothing else to
 * do: among tests that is late, and each start until then takes twice as long.
 */
final class ClassArchive {
    /** Whoever makes it has a lock, from before the start that it is made behind goes on. */
    private static final String MAKE = """
            "$0/bpfsh" --version
            for lock in "$0"/repl/target/archive/*.lock; do
                [ ! -e "$lock" ] || flock --wait 120 "$lock" true
            done
            """;

    static {
        var make = new ProcessBuilder(List.of("sh", "-c", MAKE, Bpfsh.root().toString()))
                .redirectErrorStream(true)
                .redirectOutput(new File("/dev/null"));
        make.environment().put("JAVA_HOME", System.getProperty("java.home"));
        try {
            make.start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw Patience.interrupted(e);
        }
    }

    private ClassArchive() {}

    /** Has it made if it is not there, once for all tests of this JVM: by this class being loaded. */
    static void await() {}
}
