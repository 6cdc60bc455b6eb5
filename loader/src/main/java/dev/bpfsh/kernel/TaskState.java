// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

/** What a task does, by the letter that {@code ps} shows. Source: {@code task_index_to_char} of {@code linux/sched.h}. */
public enum TaskState {
    /** It runs, or could. */
    RUNNING('R'),
    /** It waits for something, and a signal would wake it. */
    SLEEPING('S'),
    /** It waits for something that will come soon, mostly a disk, and no signal wakes it. */
    DISK_SLEEP('D'),
    /** A signal has stopped it. */
    STOPPED('T'),
    /** A debugger has stopped it. */
    TRACED('t'),
    /** It is being taken away. */
    DEAD('X'),
    /** It has ended, and its parent has not asked how. */
    ZOMBIE('Z'),
    /** A thread of the kernel that has been put aside. */
    PARKED('P'),
    /** A thread of the kernel with nothing to do. */
    IDLE('I');

    private static final int REPORTED = 0x7f;
    private static final int UNINTERRUPTIBLE = 0x2;
    private static final int NO_LOAD = 0x400;
    // Since Linux v5.15 and v6.1.
    private static final int RTLOCK_WAIT = 0x1000;
    private static final int FROZEN = 0x8000;

    private final char letter;

    TaskState(char letter) {
        this.letter = letter;
    }

    /**
     * The state of a task of the kernel.
     *
     * @param state {@code task_struct.__state}, before Linux v5.14 {@code state}
     * @param exitState {@code task_struct.exit_state}
     */
    public static TaskState of(long state, long exitState) {
        if ((state & (UNINTERRUPTIBLE | NO_LOAD)) == (UNINTERRUPTIBLE | NO_LOAD)) {
            return IDLE;
        }
        if ((state & (RTLOCK_WAIT | FROZEN)) != 0) {
            return DISK_SLEEP;
        }
        // The highest bit counts; none is a task that runs.
        return values()[Long.SIZE - Long.numberOfLeadingZeros((state | exitState) & REPORTED)];
    }

    /** As {@code ps} shows it. */
    public char letter() {
        return letter;
    }
}
