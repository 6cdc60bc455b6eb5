// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

/** What is to be done at the end. */
record AtExit(Runnable task) implements AutoCloseable {
    @Override
    public void close() {
        task.run();
    }

    @Override
    public String toString() {
        return "runs at the end";
    }
}
