// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

/**
 * A function of the kernel whose result the program may decide, {@code SEC("fmod_ret/NAME")}: those that allow error
 * injection, and the hooks of security. Since Linux v5.7.
 *
 * @param function its name
 * @param cookie since Linux v5.18; 0 for none
 */
public record FmodRet(String function, long cookie) implements Trampoline {
    /** The same with a cookie. */
    public FmodRet cookie(long cookie) {
        return new FmodRet(function, cookie);
    }

    @Override
    public String toString() {
        return "fmod_ret/" + function;
    }
}
