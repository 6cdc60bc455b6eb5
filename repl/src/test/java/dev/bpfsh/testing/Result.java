// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.testing;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a process left behind: its exit status (128 + N when signal N ended it) and all it wrote. Each check returns
 * the result itself, and a failing one shows all of it.
 */
public record Result(int status, String out, String err) {
    /** Checks that the exit status is 0. */
    public Result succeeds() {
        return exits(0);
    }

    /** Checks the exit status. */
    public Result exits(int expected) {
        assertThat(status).as("exit status%n%s", this).isEqualTo(expected);
        return this;
    }

    /** Checks all of standard output. */
    public Result outIs(String expected) {
        assertThat(out).as("standard output%n%s", this).isEqualTo(expected);
        return this;
    }

    /** Checks that standard output contains these texts. */
    public Result outContains(String... expected) {
        assertThat(out).as("standard output%n%s", this).contains(expected);
        return this;
    }

    /** Checks that the regular expression is found in standard output; ^ and $ are those of lines. */
    public Result outFinds(String regex) {
        assertThat(out).as("standard output%n%s", this).containsPattern("(?m)" + regex);
        return this;
    }

    /** Checks all of standard error. */
    public Result errIs(String expected) {
        assertThat(err).as("standard error%n%s", this).isEqualTo(expected);
        return this;
    }

    /** Checks that standard error contains these texts. */
    public Result errContains(String... expected) {
        assertThat(err).as("standard error%n%s", this).contains(expected);
        return this;
    }

    /** Checks that the regular expression is found in standard error; ^ and $ are those of lines. */
    public Result errFinds(String regex) {
        assertThat(err).as("standard error%n%s", this).containsPattern("(?m)" + regex);
        return this;
    }

    /** The whole, for the message of a failing check. */
    @Override
    public String toString() {
        return "exit status: %d%n--- standard output%n%s--- standard error%n%s---".formatted(status, out, err);
    }
}
