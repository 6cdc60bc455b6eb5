// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Everything that is alive in this process and somebody must close: objects, links, tails, timers. Closing goes from
 * the newest to the oldest.
 *
 * <p>The loader's own things register themselves with {@link #current()}; a program that closes what it opens need
 * not know that this class exists.
 */
public final class Session implements AutoCloseable {
    private static final Session CURRENT = new Session();

    private final Deque<AutoCloseable> alive = new ArrayDeque<>();

    private Session() {}

    /** The session of this process. */
    public static Session current() {
        return CURRENT;
    }

    /** Remembers something until it is closed; gives it back. */
    public synchronized <T extends AutoCloseable> T own(T resource) {
        alive.add(resource);
        return resource;
    }

    /** Forgets something that has been closed. */
    public synchronized void disown(AutoCloseable resource) {
        alive.removeIf(owned -> owned == resource);
    }

    /** What is alive, oldest first. */
    public synchronized List<AutoCloseable> alive() {
        return List.copyOf(alive);
    }

    /**
     * Closes everything, newest first; the session can be used again afterwards. What fails to close does not keep
     * the rest from being closed.
     *
     * @throws IllegalStateException afterwards, if something could not be closed; the reasons are suppressed in it
     */
    @Override
    public void close() {
        var failures = new ArrayList<Exception>();
        for (var resource = newest(); resource != null; resource = newest()) {
            try {
                resource.close();
            } catch (Exception e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            var failure = new IllegalStateException(
                    "close session: " + failures.get(0).getMessage(), failures.get(0));
            failures.stream().skip(1).forEach(failure::addSuppressed);
            throw failure;
        }
    }

    private synchronized AutoCloseable newest() {
        return alive.pollLast();
    }
}
