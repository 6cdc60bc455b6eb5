// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import dev.bpfsh.libbpf.BpfException;
import java.util.Locale;
import java.util.concurrent.Callable;

/**
 * Something that BPF stands on, and whether this machine has it.
 *
 * @param area what it is about: {@code kernel}, {@code rights}, ...
 * @param name what it is
 * @param state whether it is there
 * @param found what was found, in words
 * @param advice what to do about it on this machine; empty where there is nothing to do
 */
public record Feature(String area, String name, State state, String found, String advice) {
    /** Whether it is there. */
    public enum State {
        /** It is. */
        OK,
        /** It is not, and some things cannot be done. */
        WARNING,
        /** It is not, and nothing works without it. */
        MISSING;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** It is there. */
    public static Feature ok(String area, String name, String found) {
        return new Feature(area, name, State.OK, found, "");
    }

    /** It is not there, and some things cannot be done. */
    public static Feature warning(String area, String name, String found, String advice) {
        return new Feature(area, name, State.WARNING, found, advice);
    }

    /** It is not there, and nothing works without it. */
    public static Feature missing(String area, String name, String found, String advice) {
        return new Feature(area, name, State.MISSING, found, advice);
    }

    /**
     * Tries it.
     *
     * <pre>{@code Feature.tried("proof", "a program", () -> run())}</pre>
     *
     * @param attempt says what was found; where it throws, the feature is missing, and the exception says why
     */
    public static Feature tried(String area, String name, Callable<String> attempt) {
        try {
            return ok(area, name, attempt.call());
        } catch (BpfException refused) {
            var cause = refused.reason()
                    + refused.errno().map(errno -> " (" + errno + ")").orElse("");
            return missing(area, name, cause, refused.hint().orElse(""));
        } catch (Exception | LinkageError failed) {
            return missing(area, name, failed.toString(), "");
        }
    }
}
