// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The lines between the thread that reads and those that drain; whoever does not drain loses the oldest. */
final class TraceBuffer {
    private final int capacity;
    private final ArrayDeque<TraceLine> waiting = new ArrayDeque<>();
    private long dropped;
    private boolean ended;
    private RuntimeException failure;

    TraceBuffer(int capacity) {
        this.capacity = capacity;
    }

    synchronized void add(List<TraceLine> lines) {
        for (var line : lines) {
            if (waiting.size() == capacity) {
                waiting.remove();
                dropped++;
            }
            waiting.add(line);
        }
        notifyAll();
    }

    /**
     * No more will come.
     *
     * @param why thrown at whoever drains the empty buffer; null for an end as wished
     */
    synchronized void end(RuntimeException why) {
        failure = why;
        ended = true;
        notifyAll();
    }

    synchronized List<TraceLine> drain(int max, Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.NANOSECONDS.convert(timeout);
        for (long left = end - System.nanoTime(); waiting.isEmpty() && !ended && left > 0; ) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = end - System.nanoTime();
        }
        if (waiting.isEmpty() && failure != null) {
            throw failure;
        }
        int count = Math.min(max, waiting.size());
        var lines = new ArrayList<TraceLine>(count);
        while (lines.size() < count) {
            lines.add(waiting.remove());
        }
        return lines;
    }

    synchronized long dropped() {
        return dropped;
    }

    synchronized boolean ended() {
        return ended;
    }

    synchronized int size() {
        return waiting.size();
    }
}
