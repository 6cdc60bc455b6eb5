// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * The steps that a piece of work takes itself: not those of threads that it starts, and not those of what works for
 * somebody else meanwhile, as a script that it runs; see {@link Session#as}. While none is noted, a step costs a look at
 * a field.
 */
public final class Steps implements Callable<Object> {
    // Not volatile: only the thread that has set it needs to see it, and whoever writes a global must not pay.
    private static Steps noting;

    private final Callable<Object> work;
    private final Map<Class<?>, Integer> counts = new HashMap<>();
    private Thread thread;
    private Object maker;
    private Step last;

    /** Of some work that is not done yet. */
    public Steps(Callable<Object> work) {
        this.work = work;
    }

    /** Does the work. */
    @Override
    public Object call() throws Exception {
        thread = Thread.currentThread();
        maker = Session.maker().orElse(null);
        noting = this;
        try {
            return work.call();
        } finally {
            if (noting == this) {
                noting = null;
            }
        }
    }

    /** The last step; empty if there was none, or steps of its kind were taken again and again, as in a loop. */
    public Optional<Step> last() {
        return Optional.ofNullable(last).filter(step -> counts.get(step.getClass()) == 1);
    }

    /** Whether somebody wants to know what the calling thread does. */
    static boolean noted() {
        var now = noting;
        return now != null && now.thread == Thread.currentThread();
    }

    /** The calling thread, whose steps are noted, has taken one. */
    static void took(Step step) {
        var now = noting;
        if (now != null && now.maker == Session.maker().orElse(null)) {
            now.last = step;
            now.counts.merge(step.getClass(), 1, Integer::sum);
        }
    }
}
