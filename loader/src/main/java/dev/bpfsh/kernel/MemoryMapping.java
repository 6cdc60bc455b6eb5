// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A stretch of a process's memory, a line of {@code /proc/PID/maps} (proc_pid_maps(5)).
 *
 * @param start its first address
 * @param end the address behind its last
 * @param executable whether code may run there
 * @param offset where in the file it begins
 * @param device of the file, {@code major:minor} in hexadecimal; {@code 00:00} for none
 * @param inode of the file; 0 for none
 * @param path of the file as the process sees it, {@code [vdso]} and its like, or empty
 * @param deleted whether the file has no name any more
 */
public record MemoryMapping(
        long start,
        long end,
        boolean executable,
        long offset,
        String device,
        long inode,
        String path,
        boolean deleted) {
    private static final String DELETED = " (deleted)";
    private static final int FIELDS = 6;

    /**
     * Those of a process, in the order of their addresses; none for a thread of the kernel.
     *
     * @throws IOException if there is no such process, or it may not be looked into
     */
    public static List<MemoryMapping> of(long pid) throws IOException {
        var maps = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "maps"));
        return new String(maps, StandardCharsets.UTF_8)
                .lines()
                .flatMap(line -> parse(line).stream())
                .toList();
    }

    /** {@code 7f0c-7f0d r-xp 00001000 fe:01 1234    /usr/lib/libc.so.6}; empty if it is none. */
    static Optional<MemoryMapping> parse(String line) {
        var fields = line.split(" +", FIELDS);
        int dash = fields[0].indexOf('-');
        if (fields.length < FIELDS - 1 || dash < 0) {
            return Optional.empty();
        }
        var path = fields.length < FIELDS ? "" : fields[FIELDS - 1].replace("\\012", "\n");
        boolean deleted = path.endsWith(DELETED);
        try {
            return Optional.of(new MemoryMapping(
                    Long.parseUnsignedLong(fields[0], 0, dash, 16),
                    Long.parseUnsignedLong(fields[0], dash + 1, fields[0].length(), 16),
                    fields[1].indexOf('x') >= 0,
                    Long.parseUnsignedLong(fields[2], 16),
                    fields[3],
                    Long.parseLong(fields[4]),
                    deleted ? path.substring(0, path.length() - DELETED.length()) : path,
                    deleted));
        } catch (NumberFormatException other) {
            return Optional.empty();
        }
    }

    /** Whether an address lies in it. */
    public boolean contains(long address) {
        return Long.compareUnsigned(address, start) >= 0 && Long.compareUnsigned(address, end) < 0;
    }

    /**
     * The kernel's way to the very file that is mapped, whether it has a name or not, and whatever mount namespace it is
     * in. It takes CAP_CHECKPOINT_RESTORE or CAP_SYS_ADMIN.
     */
    public Path file(long pid) {
        var range = Long.toHexString(start) + "-" + Long.toHexString(end);
        return Path.of("/proc", Long.toString(pid), "map_files", range);
    }

    /** Whether it shows a file of a file system, and not a memory that a program made for itself. */
    public boolean isFile() {
        return inode != 0 && path.startsWith("/") && !path.startsWith("/memfd:") && !path.startsWith("/SYSV");
    }

    /** The last part of the path. */
    public String fileName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
