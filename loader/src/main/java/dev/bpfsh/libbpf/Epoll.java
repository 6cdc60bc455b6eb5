// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.lang.ref.Reference;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;

/**
 * Waits until one of several descriptors has something ({@code epoll(7)}, level-triggered), or somebody calls
 * {@link #wake}. Which of them it was is not told: to look into a few buffers costs less than to ask. Its owner sees to
 * it that nothing is called after {@link #close}.
 */
final class Epoll {
    private static final int EPOLL_CTL_ADD = 1;
    private static final int EPOLLIN = 1;
    // struct epoll_event has 12 bytes on x86-64, where it is packed, and 16 elsewhere.
    private static final int EVENT_SIZE = 16;
    /** Whoever waits looks at interrupts after this time at the latest. */
    private static final long SLICE_MILLIS = 100;

    private final int epoll;
    private final int wake;
    private final Pointer event = Memory.allocateDirect(Linux.RUNTIME, EVENT_SIZE, true);

    Epoll() throws ErrnoException {
        try (var undo = new Undo()) {
            epoll = Linux.checked("epoll_create1", Linux.functions().epoll_create1(Libc.O_CLOEXEC));
            undo.add(() -> Libc.close(epoll));
            wake = Linux.eventfd();
            undo.add(() -> Libc.close(wake));
            add(wake);
            undo.forget();
        }
    }

    void add(int fd) throws ErrnoException {
        var wanted = Memory.allocateDirect(Linux.RUNTIME, EVENT_SIZE, true);
        wanted.putInt(0, EPOLLIN);
        int answer = Linux.functions().epoll_ctl(epoll, EPOLL_CTL_ADD, fd, wanted);
        Reference.reachabilityFence(wanted);
        Linux.checked("epoll_ctl", answer);
    }

    /** This whole set as one descriptor, that another set may have in it. */
    int fd() {
        return epoll;
    }

    /**
     * Waits for at most a slice, after which events that were sent without a wake-up are looked for as well.
     *
     * @param nanos how long there is still time; not negative
     * @return whether it was ended by something other than time or a signal
     */
    boolean await(long nanos) {
        int millis = (int) Math.min(SLICE_MILLIS, nanos / 1_000_000 + 1);
        return Linux.functions().epoll_wait(epoll, event, 1, millis) > 0;
    }

    /** Ends the wait of now and all later ones. */
    void wake() {
        var one = Memory.allocateDirect(Linux.RUNTIME, Long.BYTES, true);
        one.putLong(0, 1);
        Linux.functions().write(wake, one, Long.BYTES);
        Reference.reachabilityFence(one);
    }

    void close() {
        Libc.close(epoll);
        Libc.close(wake);
    }
}
