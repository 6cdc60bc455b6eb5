// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.lesson;

import dev.bpfsh.host.Outcome;
import dev.bpfsh.host.Problem;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the code of a check is within: so it can say {@code check(...)}, and nobody else's names change. */
public abstract class Check {
    /** What the JVM calls the session's variables by. */
    private static final Pattern OF_SNIPPETS = Pattern.compile("REPL\\.\\$JShell\\$\\w+\\.");

    private static final Pattern UNKNOWN = Pattern.compile("cannot find variable (\\w+)");

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

    /** What the unit has found missing; empty when all holds. */
    static Optional<String> missing(Outcome outcome) {
        if (outcome instanceof Outcome.Threw threw) {
            return Optional.of(words(threw.thrown()));
        } else if (outcome instanceof Outcome.Failed failed) {
            return failed.problems().stream()
                    .map(Problem::message)
                    .map(Check::unmade)
                    .findFirst();
        }
        return outcome.succeeded() ? Optional.empty() : Optional.of("the check was stopped");
    }

    private static String words(Throwable thrown) {
        if (thrown instanceof NoSuchFileException missing) {
            // Its message is the name alone.
            return "there is no file " + missing.getFile();
        }
        if (thrown instanceof Missing || thrown.getMessage() == null) {
            return thrown instanceof Missing ? thrown.getMessage() : thrown.toString();
        }
        var first = thrown.getMessage().lines().findFirst().orElse("");
        return OF_SNIPPETS.matcher(first).replaceAll("");
    }

    /** What a check names that is not there is what the learner has not made yet. */
    private static String unmade(String message) {
        var variable = UNKNOWN.matcher(message);
        return variable.find()
                ? "there is no variable " + variable.group(1) + " yet: var " + variable.group(1) + " = ..."
                : message;
    }
}
