// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** As {@code __task_state_index} of linux/sched.h. */
class TaskStateTest {
    @Test
    void bitsOfTheKernelAreLettersOfPs() {
        assertThat(TaskState.of(0, 0).letter()).isEqualTo('R');
        assertThat(TaskState.of(1, 0).letter()).isEqualTo('S');
        assertThat(TaskState.of(2, 0).letter()).isEqualTo('D');
        assertThat(TaskState.of(4, 0).letter()).isEqualTo('T');
        assertThat(TaskState.of(8, 0).letter()).isEqualTo('t');
        assertThat(TaskState.of(0x80, 0x10).letter()).isEqualTo('X');
        assertThat(TaskState.of(0x80, 0x20).letter()).isEqualTo('Z');
        assertThat(TaskState.of(0x40, 0).letter()).isEqualTo('P');
        assertThat(TaskState.of(0x402, 0).letter()).isEqualTo('I');
        // TASK_KILLABLE, TASK_INTERRUPTIBLE | TASK_FREEZABLE, TASK_RTLOCK_WAIT, TASK_FROZEN
        assertThat(TaskState.of(0x102, 0)).isEqualTo(TaskState.DISK_SLEEP);
        assertThat(TaskState.of(0x2001, 0)).isEqualTo(TaskState.SLEEPING);
        assertThat(TaskState.of(0x1000, 0)).isEqualTo(TaskState.DISK_SLEEP);
        assertThat(TaskState.of(0x8000, 0)).isEqualTo(TaskState.DISK_SLEEP);
        assertThat(TaskState.of(-1, -1)).isNotNull();
    }
}
