// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/**
 * Everything that is alive in this process and somebody must close: objects, links, tails, timers. Closing goes from
 * the newest to the oldest.
 *
 * <p>The loader's own things register themselves with {@link #current()}; a program that closes what it opens need
 * not know that this class exists.
 */
public final class Session implements AutoCloseable {
    private static final Session CURRENT = new Session();

    /** For whom the thread works; what it starts works for the same. */
    private static final ThreadLocal<Object> MAKER = new InheritableThreadLocal<>();

    private final Deque<Alive> alive = new ArrayDeque<>();
    private int lastNumber;

    /**
     * Something that is alive.
     *
     * @param number counts from 1, and begins anew once nothing is alive
     * @param maker for whom it was made, see {@link #as}; null for nobody in particular
     */
    public record Alive(int number, AutoCloseable resource, Object maker) {
        /** The object that it belongs to, and is closed with: a link's, a tail's; empty for what stands alone. */
        public Optional<BpfObject> object() {
            if (resource instanceof BpfLink link) {
                return Optional.of(link.program().object());
            } else if (resource instanceof Watch watch) {
                return Optional.of(watch.object());
            } else if (resource instanceof EventTail tail) {
                return CURRENT.alive().stream()
                        .filter(BpfObject.class::isInstance)
                        .map(BpfObject.class::cast)
                        .filter(object -> object.has(tail.buffer()))
                        .findFirst();
            }
            return Optional.empty();
        }
    }

    private Session() {}

    /** The session of this process. */
    public static Session current() {
        return CURRENT;
    }

    /**
     * Does work for somebody: what it makes, and what the threads make that it starts, is theirs.
     *
     * @param maker any object; only its identity matters
     */
    public static <T> T as(Object maker, Callable<T> work) throws Exception {
        var before = MAKER.get();
        MAKER.set(maker);
        try {
            return work.call();
        } finally {
            MAKER.set(before);
        }
    }

    /** For whom the calling thread works, if that was said. */
    public static Optional<Object> maker() {
        return Optional.ofNullable(MAKER.get());
    }

    /** Remembers something until it is closed; gives it back. */
    public synchronized <T extends AutoCloseable> T own(T resource) {
        lastNumber = alive.isEmpty() ? 1 : lastNumber + 1;
        alive.add(new Alive(lastNumber, resource, MAKER.get()));
        return resource;
    }

    /** Forgets something that has been closed. */
    public synchronized void disown(AutoCloseable resource) {
        alive.removeIf(owned -> owned.resource() == resource);
    }

    /** What is alive, oldest first. */
    public synchronized List<AutoCloseable> alive() {
        return alive.stream().map(Alive::resource).toList();
    }

    /** What is alive, oldest first, with numbers that stay the same while it is. */
    public synchronized List<Alive> numbered() {
        return List.copyOf(alive);
    }

    /** What was made for somebody and is alive, newest first. */
    public synchronized List<AutoCloseable> madeFor(Object maker) {
        var made = new ArrayList<AutoCloseable>();
        alive.descendingIterator().forEachRemaining(each -> {
            if (each.maker() == maker) {
                made.add(each.resource());
            }
        });
        return made;
    }

    /**
     * Closes everything that was made for somebody, newest first.
     *
     * @throws IllegalStateException as {@link #close()}
     */
    public void closeMadeFor(Object maker) {
        close(each -> each.maker() == maker);
    }

    /**
     * Closes everything, newest first; the session can be used again afterwards. What fails to close does not keep
     * the rest from being closed.
     *
     * @throws IllegalStateException afterwards, if something could not be closed; the reasons are suppressed in it
     */
    @Override
    public void close() {
        close(each -> true);
    }

    private void close(Predicate<Alive> which) {
        var failures = new ArrayList<Exception>();
        for (var next = takeNewest(which); next.isPresent(); next = takeNewest(which)) {
            try {
                next.get().resource().close();
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

    // Taken out first: what does not close is not tried again, and nothing is closed twice at the same time.
    private synchronized Optional<Alive> takeNewest(Predicate<Alive> which) {
        var newestFirst = alive.descendingIterator();
        while (newestFirst.hasNext()) {
            var each = newestFirst.next();
            if (which.test(each)) {
                newestFirst.remove();
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
