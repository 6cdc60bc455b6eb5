// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.util.ArrayDeque;
import java.util.Deque;

/** What to give back, newest first, when something that takes several steps fails on the way. */
final class Undo implements AutoCloseable {
    private final Deque<Runnable> steps = new ArrayDeque<>();

    void add(Runnable step) {
        steps.push(step);
    }

    /** All went well: keep it. */
    void forget() {
        steps.clear();
    }

    @Override
    public void close() {
        steps.forEach(Runnable::run);
    }
}
