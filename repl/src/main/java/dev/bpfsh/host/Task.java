// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

/**
 * What is done later, or again and again: {@code () -> sh("true")}. It may throw anything that is an exception; a lambda
 * becomes this rather than a {@link Runnable}, because it is one.
 */
@FunctionalInterface
public interface Task extends Runnable {
    /** Does it once. */
    void perform() throws Exception;

    /** One that does what a variable holds. */
    static Task of(Runnable work) {
        return work instanceof Task task ? task : work::run;
    }

    /**
     * As {@link #perform}, for those who want a {@link Runnable}.
     *
     * @throws IllegalStateException for what a Runnable may not throw, which is its cause
     */
    @Override
    default void run() {
        try {
            perform();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
