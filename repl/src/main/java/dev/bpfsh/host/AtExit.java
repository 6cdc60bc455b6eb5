// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

/**
 * What is to be done when the session is closed, before what was opened earlier is.
 *
 * @param task it may not need the session that it is closed with
 * @param what it does, for those who look at what is open
 */
public record AtExit(Runnable task, String what) implements AutoCloseable {
    @Override
    public void close() {
        task.run();
    }

    @Override
    public String toString() {
        return what;
    }
}
