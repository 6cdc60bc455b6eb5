// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The network namespace of the thread that made this, held open: netlink speaks of the interfaces of the calling
 * thread's namespace, and whoever undoes something may be another thread.
 */
final class NetworkNamespace implements AutoCloseable {
    private static final String OWN = "/proc/thread-self/ns/net";

    private final int fd;
    private final String name;

    NetworkNamespace() throws ErrnoException {
        fd = Libc.open(OWN, Libc.O_RDONLY | Libc.O_CLOEXEC);
        name = name();
    }

    /** Runs something in this namespace. */
    void run(Runnable task) {
        if (name.equals(name())) {
            task.run();
            return;
        }
        // A thread of its own: one that has moved would have to be brought back, and that can fail.
        var thread = new Thread(() -> enterAndRun(task), "network namespace " + name);
        thread.start();
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void enterAndRun(Runnable task) {
        try {
            Linux.enterNetworkNamespace(fd);
            task.run();
        } catch (ErrnoException refused) {
            // Then we were not allowed to bring a program there either.
        }
    }

    private static String name() {
        try {
            return Files.readSymbolicLink(Path.of(OWN)).toString();
        } catch (IOException noProc) {
            return "";
        }
    }

    /** Such as {@code net:[4026531840]}. */
    @Override
    public String toString() {
        return name;
    }

    @Override
    public void close() {
        Libc.close(fd);
    }
}
