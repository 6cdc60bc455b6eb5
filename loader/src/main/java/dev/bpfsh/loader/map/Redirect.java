// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader.map;

/**
 * The value of a device map or CPU map that may hold a program too.
 *
 * @param to the number of an interface, when putting its name will do; of a CPU the length of its queue
 * @param program that runs there, when reading its id; null for none
 */
public record Redirect(Object to, Object program) {
    /** {@code 3}, or {@code 3 with program 71}. */
    @Override
    public String toString() {
        return program == null ? to.toString() : to + " with program " + program;
    }
}
