// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Events that are read in the background, by a daemon thread, until this or their buffer is closed. */
public final class EventTail implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final EventBuffer<?> buffer;
    private final String name;
    private final Thread thread;
    private final AtomicLong count = new AtomicLong();
    private volatile boolean closing;
    private volatile boolean rest;
    private volatile Throwable failure;

    private <T> EventTail(EventBuffer<T> buffer, Consumer<? super T> consumer) {
        this.buffer = buffer;
        this.name = buffer.name();
        this.thread = new Thread(() -> read(buffer, consumer), "bpfsh-tail-" + name);
        thread.setDaemon(true);
    }

    static <T> EventTail start(EventBuffer<T> buffer, Consumer<? super T> consumer) {
        var tail = Session.current().own(new EventTail(buffer, consumer));
        tail.thread.start();
        return tail;
    }

    private <T> void read(EventBuffer<T> buffer, Consumer<? super T> consumer) {
        Consumer<T> counting = event -> {
            count.incrementAndGet();
            consumer.accept(event);
        };
        try {
            buffer.forEach(counting, () -> !closing);
            if (rest && buffer.isOpen()) {
                buffer.drain(counting);
            }
        } catch (InterruptedException interrupted) {
            // By the consumer itself, as nobody else has this thread: it ends as if it were closed.
        } catch (RuntimeException | Error thrown) {
            // A buffer that was closed before this began is none; the rest is shown as the end of any thread is.
            if (buffer.isOpen()) {
                failure = thrown;
                throw thrown;
            }
        } finally {
            Session.current().disown(this);
        }
    }

    EventBuffer<?> buffer() {
        return buffer;
    }

    /** How many events it has given to the consumer. */
    public long count() {
        return count.get();
    }

    /** What its buffer has lost, as far as anybody counts. */
    public Losses losses() {
        return buffer.losses();
    }

    /** Whether it is still reading. */
    public boolean isAlive() {
        return thread.isAlive();
    }

    /** What ended it, if the consumer threw, an event could not be decoded, or somebody else was reading already. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /**
     * Ends it, within 100 ms, and waits for the consumer, two seconds at most. What was sent before is still given to the
     * consumer, unless it is the consumer that calls this. The buffer stays open.
     */
    @Override
    public void close() {
        rest = Thread.currentThread() != thread;
        closing = true;
        if (rest) {
            try {
                thread.join(PATIENCE.toMillis());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        Session.current().disown(this);
    }

    @Override
    public String toString() {
        var how = failure != null ? "ended by " + failure : isAlive() ? "reading" : "ended";
        return "tail of " + name + ": " + how + ", " + count + " events";
    }
}
