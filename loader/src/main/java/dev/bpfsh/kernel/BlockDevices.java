// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The disks of this machine, as sysfs lists them in {@code /sys/dev/block}. */
public final class BlockDevices {
    /** {@code MINORBITS} of {@code include/linux/kdev_t.h}. */
    private static final int MINOR_BITS = 20;

    private BlockDevices() {}

    /**
     * The name of a disk or partition: {@code vda}; {@code 254:0} where sysfs does not know it, or knows it no more.
     *
     * @param device a {@code dev_t} as the kernel has it, and as tracepoints hand it over: not the one of {@code stat(2)}
     */
    public static String name(long device) {
        var number = (device >> MINOR_BITS) + ":" + (device & (1 << MINOR_BITS) - 1);
        try {
            return Files.readSymbolicLink(Path.of("/sys/dev/block", number))
                    .getFileName()
                    .toString();
        } catch (IOException unknown) {
            return number;
        }
    }
}
