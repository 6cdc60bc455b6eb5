// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

/** A JVM that collects garbage when it is told to, {@code args[0]} times for each line, and ends with its input. */
final class CollectingProcess {
    private CollectingProcess() {}

    public static void main(String[] args) throws Exception {
        for (int letter = System.in.read(); letter >= 0; letter = System.in.read()) {
            for (int i = 0; i < Integer.parseInt(args[0]); i++) {
                System.gc();
            }
            System.out.println("collected");
        }
    }
}
