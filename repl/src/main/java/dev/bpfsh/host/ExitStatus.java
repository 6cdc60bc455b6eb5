// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

/** What the process tells its caller at the end. */
public final class ExitStatus {
    /** Everything was done. */
    public static final int DONE = 0;
    /** An exception ended it. */
    public static final int UNCAUGHT = 1;
    /** Wrong usage, or no such script. */
    public static final int USAGE = 2;
    /** The script does not compile; nothing of it ran. */
    public static final int DOES_NOT_COMPILE = 3;
    /** A permission, a feature of the kernel or clang is missing, so that a caller can skip instead of fail. */
    public static final int NOT_POSSIBLE_HERE = 4;
    /** Ctrl-C: 128 and the number of SIGINT, as shells have it. */
    public static final int INTERRUPTED = 130;

    private ExitStatus() {}
}
