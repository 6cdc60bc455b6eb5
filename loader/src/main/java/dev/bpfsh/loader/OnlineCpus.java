// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The CPUs that run, from {@code /sys/devices/system/cpu/online}: {@code 0-3,8}. */
final class OnlineCpus {
    private static final Path FILE = Path.of("/sys/devices/system/cpu/online");

    private OnlineCpus() {}

    static List<Integer> now() {
        try {
            return of(Files.readString(FILE).strip());
        } catch (IOException noSysfs) {
            // As many as there are for us, numbered in a row: right on a machine where none is switched off.
            return IntStream.range(0, Runtime.getRuntime().availableProcessors())
                    .boxed()
                    .toList();
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
