// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;

/**
 * The kernel's memory for lines that nobody has read yet.
 *
 * <p>It is two pages a CPU, some fifty lines, until an event is traced for the first time since the machine was started
 * ({@code tracing_update_buffers} in kernel/trace/trace.c), and what {@code bpf_printk} prints does not count for that.
 * The file {@code buffer_size_kb} then says {@code 7 (expanded: 1408)}.
 */
final class TraceMemory {
    private static final Pattern UNUSED = Pattern.compile("\\d+ \\(expanded: (\\d+)\\)\\s*");

    private TraceMemory() {}

    /**
     * Has the kernel take the memory that it takes when an event is first traced; what somebody has set stays. Where that
     * is refused lines are lost sooner, and counted.
     */
    static void expand(Path tracefs) {
        var file = tracefs.resolve("buffer_size_kb");
        try {
            var unused = UNUSED.matcher(Files.readString(file));
            if (unused.matches()) {
                Files.writeString(file, unused.group(1), StandardOpenOption.WRITE);
            }
        } catch (IOException refused) {
            // Reading the lines is possible all the same.
            return;
        }
    }
}
