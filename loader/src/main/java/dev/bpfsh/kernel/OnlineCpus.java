// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The CPUs that run, from {@code /sys/devices/system/cpu/online}: {@code 0-3,8}. */
public final class OnlineCpus {
    private static final Path FILE = Path.of("/sys/devices/system/cpu/online");

    private OnlineCpus() {}

    /**
     * Their numbers, ascending.
     *
     * @throws BpfException if the kernel does not tell
     */
    public static List<Integer> now() {
        try {
            return of(Files.readString(FILE).strip());
        } catch (IOException noSysfs) {
            // What Java knows are those that this process may use, and how many, not which.
            throw new BpfException(
                            "read",
                            FILE.toString(),
                            "it cannot be read: " + noSysfs.getMessage(),
                            null,
                            List.of(),
                            "mount -t sysfs sysfs /sys")
                    .about(Topic.MACHINE);
        }
    }

    static List<Integer> of(String ranges) {
        return Arrays.stream(ranges.split(","))
                .map(range -> range.split("-"))
                .flatMapToInt(ends ->
                        IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1])))
                .boxed()
                .toList();
    }
}
