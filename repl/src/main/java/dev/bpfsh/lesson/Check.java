// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.lesson;

/** What the code of a check is within: so it can say {@code check(...)}, and nobody else's names change. */
public abstract class Check {
    /** For the code that extends this. */
    protected Check() {}

    /** What is missing, for the learner. */
    static final class Missing extends RuntimeException {
        private static final long serialVersionUID = 1;

        Missing(String what) {
            super(what, null, false, false);
        }
    }

    /**
     * Says what is missing where something does not hold; nothing behind it is looked at then.
     *
     * <pre>{@code check(minimal.state() == State.LOADED, "it is not loaded: load()");}</pre>
     *
     * @param missing what is missing, and what to type or to look at
     */
    protected final void check(boolean holds, String missing) {
        if (!holds) {
            throw new Missing(missing);
        }
    }

    /** The code. */
    public abstract void run() throws Exception;

    /** One unit of Java that runs the code of a check. */
    static String unit(String code) {
        var end = code.stripTrailing();
        return "new " + Check.class.getName() + "() { public void run() throws Exception {\n" + end
                + (end.endsWith(";") || end.endsWith("}") ? "" : ";") + "\n} }.run();";
    }
}
