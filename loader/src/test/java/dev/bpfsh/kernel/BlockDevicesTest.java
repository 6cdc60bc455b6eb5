// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BlockDevicesTest {
    @Test
    void everyDiskOfTheMachineHasItsName() throws Exception {
        var partitions = Files.readAllLines(Path.of("/proc/partitions")).stream()
                .map(String::strip)
                .filter(line -> line.matches("\\d.*"))
                .map(line -> line.split("\\s+"))
                .toList();
        assumeTrue(!partitions.isEmpty(), "this machine has no disk");
        for (var fields : partitions) {
            long device = Long.parseLong(fields[0]) << 20 | Long.parseLong(fields[1]);
            assertThat(BlockDevices.name(device)).isEqualTo(fields[3]);
        }
    }

    @Test
    void oneThatIsNotThereHasItsNumbers() {
        assertThat(BlockDevices.name(4095L << 20 | 77)).isEqualTo("4095:77");
    }
}
