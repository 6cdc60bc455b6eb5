// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.pictures;

import java.nio.file.Files;
import java.nio.file.Path;

/** The flame graph of the README: what {@code bpfsh profile} draws of a program in Java. */
final class Flames {
    static final String NAME = "flames";

    private Flames() {}

    static void draw(Path file) throws Exception {
        var folder = Files.createTempDirectory("bpfsh-capture");
        var source = Files.writeString(folder.resolve("Work.java"), WORK).toString();
        var tools = System.getProperty("java.home") + "/bin/";
        new ProcessBuilder(tools + "javac", source).start().waitFor();
        var working = new ProcessBuilder(tools + "java", "-XX:+PreserveFramePointer", "-cp", folder.toString(), "Work")
                .start();
        try {
            // The JVM compiles what runs often.
            Thread.sleep(15_000);
            var pid = Long.toString(working.pid());
            new ProcessBuilder("./bpfsh", "profile", "--pid", pid, "--seconds", "10", "--svg", file.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
        } finally {
            working.destroyForcibly().waitFor();
            Capture.delete(folder);
        }
    }

    private static final String WORK = """
            import java.util.*;
            import java.util.stream.*;

            public class Work {
                static boolean isPrime(int n) {
                    return IntStream.rangeClosed(2, n / 2).noneMatch(d -> n % d == 0);
                }

                static long primes() {
                    return IntStream.range(2, 3_000).filter(Work::isPrime).count();
                }

                static int[] sort() {
                    var numbers = new Random(1).ints(50_000).toArray();
                    Arrays.sort(numbers);
                    return numbers;
                }

                static Map<String, Integer> count() {
                    var counts = new TreeMap<String, Integer>();
                    for (int i = 0; i < 20_000; i++) counts.merge("word " + i % 1_000, 1, Integer::sum);
                    return counts;
                }

                public static void main(String[] args) {
                    while (true) {
                        primes();
                        sort();
                        count();
                    }
                }
            }
            """;
}
