// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The thread that the user's code runs on: one for all evaluations, until one of them has to be abandoned. */
final class EvaluationThread extends Thread {
    /** What each is called. */
    static final String NAME = "bpfsh-evaluation";

    /** Of all threads that work for the user: those that a snippet starts are in it too. */
    static final ThreadGroup GROUP = new ThreadGroup("bpfsh-user");

    private final BlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
    private volatile boolean stopped;
    private volatile boolean abandoned;
    private volatile boolean idle = true;

    EvaluationThread(ClassLoader contextClassLoader) {
        super(ScriptRun.current().map(ScriptRun::threads).orElse(GROUP), NAME);
        setDaemon(true);
        setContextClassLoader(contextClassLoader);
    }

    /** Whether the evaluation that runs now is to end. */
    boolean stopped() {
        return stopped;
    }

    /** Whether it waits for work. */
    boolean idle() {
        return idle;
    }

    /** Runs the work after that which has been given before; it starts with a clean slate. */
    void give(Runnable runnable) {
        stopped = false;
        work.add(runnable);
    }

    /** Asks the work that runs to end, first by the flag, so that whoever is woken by the interrupt sees it. */
    void halt() {
        stopped = true;
        interrupt();
    }

    /** Leaves the thread to itself: it ends whenever its work does, and never again runs a turn of a snippet's loop. */
    void abandon() {
        abandoned = true;
        halt();
    }

    @Override
    public void run() {
        while (!abandoned) {
            try {
                Runnable next = work.take();
                // A halt that came late for the work before has left its interrupt behind; one that came early for
                // this work may have lost it to the queue.
                interrupted();
                if (stopped) {
                    interrupt();
                }
                idle = false;
                next.run();
                idle = true;
            } catch (InterruptedException e) {
                // For an evaluation that has ended already; if the thread is to end, the loop's condition says so.
                continue;
            }
        }
    }
}
