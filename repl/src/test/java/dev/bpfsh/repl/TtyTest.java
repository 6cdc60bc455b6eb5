// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TtyTest {
    @Test
    void knowsWhichDevicesHaveASpeed() {
        assertThat(List.of("/dev/ttyS0", "/dev/ttyUSB1", "/dev/ttyAMA0", "/dev/hvc0", "/dev/console"))
                .allMatch(Tty::hasSpeed);
        assertThat(List.of("/dev/pts/0", "/dev/pts/12", "/dev/tty1")).noneMatch(Tty::hasSpeed);
    }
}
