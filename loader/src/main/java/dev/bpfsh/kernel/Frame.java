// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

/**
 * A place in code, in words.
 *
 * @param name of the function; where nobody knows it, of the file that it is in, in brackets, or {@code [unknown]}
 * @param offset from where the function begins; where nobody knows that, from where the file does, or the address
 * @param module the kernel's module, the program or the library; empty for the kernel itself, and for what no file has
 * @param kind whose code it is
 */
public record Frame(String name, long offset, String module, Kind kind) {
    /** Whose code it is. */
    public enum Kind {
        /** The kernel's, its modules' or a BPF program's. */
        KERNEL,
        /** A program's or library's, as a compiler left it in a file. */
        NATIVE,
        /** Made while the program ran: methods of Java, and of others that say so in the same way. */
        COMPILED,
        /** Nobody knows which function it is. */
        UNKNOWN
    }

    /** What nobody knows, in a file or in none. */
    static Frame unknown(String module, long offset) {
        return new Frame("[" + (module.isEmpty() ? "unknown" : module) + "]", offset, module, Kind.UNKNOWN);
    }

    /** {@code do_sys_openat2+0x10}, and behind that {@code [module]}. */
    @Override
    public String toString() {
        var place = name + "+0x" + Long.toHexString(offset);
        return module.isEmpty() || kind == Kind.UNKNOWN ? place : place + " [" + module + "]";
    }
}
