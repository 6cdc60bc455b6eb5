// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.bench;

import dev.bpfsh.loader.BpfObject;
import java.nio.file.Path;

/** The life of an object: open, load, attach, close, as {@code bench/c/Cycle.c}. */
final class Cycle {
    // A cycle takes some 70 ms, nearly all of it the kernel's when it detaches.
    private static final int WARM_UP = 50;
    private static final int CYCLES = 200;

    private Cycle() {}

    public static void main(String[] args) {
        // The first cycles compile and bind; C has that behind it when it starts.
        for (int i = 0; i < WARM_UP; i++) {
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
