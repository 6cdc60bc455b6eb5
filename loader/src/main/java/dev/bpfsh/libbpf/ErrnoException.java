// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

/**
 * A native call failed. It says what the system answered and nothing else: whoever made the call knows what was
 * attempted and on what, and turns this into a {@link BpfException}.
 */
public final class ErrnoException extends Exception {
    private final Errno errno;

    ErrnoException(String call, int number) {
        super(call + ": " + Errno.of(number).text() + " (" + Errno.of(number) + ")", null, false, true);
        this.errno = Errno.of(number);
    }

    /** That a place is not there, found before the system was asked: the answer it would give. */
    public static ErrnoException of(String call, Errno errno) {
        return new ErrnoException(call, errno.number());
    }

    /** The answer, by name. */
    public Errno errno() {
        return errno;
    }
}
