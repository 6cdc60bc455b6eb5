// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

/**
 * The entry of a function of the kernel, with its arguments by type, {@code SEC("fentry/NAME")}. Since Linux v5.5.
 *
 * @param function its name
 * @param cookie since Linux v5.18; 0 for none
 */
public record Fentry(String function, long cookie) implements Trampoline {
    /** The same with a cookie. */
    public Fentry cookie(long cookie) {
        return new Fentry(function, cookie);
    }

    @Override
    public String toString() {
        return "fentry/" + function;
    }
}
