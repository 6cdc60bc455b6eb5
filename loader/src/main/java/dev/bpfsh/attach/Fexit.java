// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

/**
 * The return of a function of the kernel, with its arguments and its result, {@code SEC("fexit/NAME")}. Since Linux
 * v5.5.
 *
 * @param function its name
 * @param cookie since Linux v5.18; 0 for none
 */
public record Fexit(String function, long cookie) implements Trampoline {
    /** The same with a cookie. */
    public Fexit cookie(long cookie) {
        return new Fexit(function, cookie);
    }

    @Override
    public String toString() {
        return "fexit/" + function;
    }
}
