// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM that does nothing but work, in methods of known names. */
public final class BusyJava {
    private static final String SOURCE = """
            class Busy {
                static volatile int sink;
                public static void main(String[] args) throws Exception {
                    System.out.println("busy");
                    for (long end = System.nanoTime() + 300_000_000_000L; System.nanoTime() < end; ) {
                        sink = fibonacci(25);
                    }
                }
                static int fibonacci(int n) {
                    return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
                }
            }
            """;

    private BusyJava() {}

    /** Starts it, and waits until it works. */
    public static NativeProgram start(Path folder, String... flags) throws Exception {
        var source = Files.writeString(folder.resolve("Busy.java"), SOURCE);
        var command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", "-XX:+UseSerialGC"));
        command.addAll(List.of(flags));
        command.add(source.toString());
        var started = NativeProgram.start(command.toArray(String[]::new));
        started.line();
        return started;
    }
}
