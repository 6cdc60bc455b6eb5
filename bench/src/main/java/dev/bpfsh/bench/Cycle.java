// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.bench;

import dev.bpfsh.loader.BpfObject;
import java.nio.file.Path;

/** The life of an object: open, load, attach, close, as {@code bench/c/Cycle.c}. */
final class Cycle {
    private static final int CYCLES = 1000;

    private Cycle() {}

    public static void main(String[] args) {
        // The first cycles compile and bind; C has that behind it when it starts.
        for (int i = 0; i < CYCLES; i++) {
            cycle();
        }
        long begun = System.nanoTime();
        for (int i = 0; i < CYCLES; i++) {
            cycle();
        }
        System.out.println("us-per-cycle " + (System.nanoTime() - begun) / 1e3 / CYCLES);
    }

    private static void cycle() {
        try (var object = BpfObject.open(Path.of("scripts/minimal.bpf.o"))) {
            object.load();
            object.attach();
        }
    }
}
