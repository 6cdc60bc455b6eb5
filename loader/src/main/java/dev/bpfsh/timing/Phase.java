// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.timing;

import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A part of what this process does, with its times. It is kept only once a {@link Profile} was asked for; before that a
 * phase costs the reading of one variable.
 *
 * <pre>{@code
 * var phase = Phase.begin("bind libbpf");
 * ...
 * phase.end();
 * }</pre>
 *
 * One that fails need not be ended: the profile says so.
 */
public final class Phase {
    /** So that a session of hours does not gather without end. */
    private static final int MOST = 200;

    private static final long NOT_YET = Long.MIN_VALUE;
    private static final Phase NOT_KEPT = new Phase("", null, 0);

    private static final AtomicInteger COUNT = new AtomicInteger();
    /** In the order of their beginnings; null while nobody asks for them. */
    private static volatile Queue<Phase> kept;

    private final String name;
    private final Thread thread;
    private final long begun;
    private volatile long ended = NOT_YET;

    private Phase(String name, Thread thread, long begun) {
        this.name = name;
        this.thread = thread;
        this.begun = begun;
    }

    /** Begins one on the calling thread. */
    public static Phase begin(String name) {
        return kept == null ? NOT_KEPT : add(name);
    }

    /** Begins one that is about something, an object say. */
    public static Phase begin(String name, String subject) {
        return kept == null ? NOT_KEPT : add(name + " " + subject);
    }

    private static Phase add(String name) {
        if (COUNT.incrementAndGet() > MOST) {
            return NOT_KEPT;
        }
        var phase = new Phase(name, Thread.currentThread(), System.nanoTime());
        kept.add(phase);
        return phase;
    }

    /** Ends it; only the first end counts. */
    public void end() {
        if (this != NOT_KEPT && ended == NOT_YET) {
            ended = System.nanoTime();
        }
    }

    /** Keeps all from now on, and none from before. */
    static void keep() {
        COUNT.set(0);
        kept = new ConcurrentLinkedQueue<>();
    }

    /** Those that were kept, oldest first. */
    static Collection<Phase> all() {
        return kept == null ? List.of() : List.copyOf(kept);
    }

    /** One that is over, as if it had been kept. */
    static Phase over(String name, Thread thread, long begun, long ended) {
        var phase = new Phase(name, thread, begun);
        phase.ended = ended;
        return phase;
    }

    String name() {
        return name;
    }

    Thread thread() {
        return thread;
    }

    /** By {@link System#nanoTime}. */
    long begun() {
        return begun;
    }

    /** Nanoseconds; negative where it has not ended. */
    long took() {
        return ended == NOT_YET ? -1 : ended - begun;
    }

    /** Whether another is part of it. */
    boolean holds(Phase other) {
        return other != this
                && other.thread == thread
                && begun <= other.begun
                && (ended == NOT_YET || other.ended != NOT_YET && other.ended <= ended);
    }
}
