// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.Libc;
import dev.bpfsh.libbpf.PermissionDenied;
import dev.bpfsh.libbpf.UnsupportedByKernel;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The kernel's tracing file system: where tracepoints are listed and trace_pipe is read. */
public final class Tracefs {
    /** Its place since Linux v4.1: sysfs has an empty folder there for it. */
    static final String STANDARD = "/sys/kernel/tracing";

    private static final Pattern TRACEPOINT = Pattern.compile("[\\w-]+/[\\w-]+");

    /** How a file system that needs no device is mounted. */
    @FunctionalInterface
    interface Mounter {
        void mount(String source, String target, String type) throws ErrnoException;
    }

    private Tracefs() {}

    /**
     * The folder it is mounted at: a mount of its own, else {@code tracing} in debugfs; mounted at
     * {@code /sys/kernel/tracing} where it is not and we may. That it is there does not say that we may read in it.
     *
     * @throws PermissionDenied if it is not mounted and we may not mount it
     * @throws UnsupportedByKernel if the kernel has none
     * @throws BpfException if mounting it is refused for another reason
     */
    public static Path find() {
        return find(Mount.all(), Libc::mount);
    }

    static Path find(List<Mount> mounts, Mounter mounter) {
        var own = folders(mounts, "tracefs");
        var inDebugfs = folders(mounts, "debugfs").map(debugfs -> debugfs.resolve("tracing"));
        return Stream.concat(own, inDebugfs)
                .filter(folder -> !Files.notExists(folder.resolve("trace_pipe")))
                .findFirst()
                .orElseGet(() -> mount(mounter));
    }

    private static Stream<Path> folders(List<Mount> mounts, String type) {
        return mounts.stream().filter(mount -> mount.type().equals(type)).map(Mount::folder);
    }

    private static Path mount(Mounter mounter) {
        try {
            mounter.mount("tracefs", STANDARD, "tracefs");
        } catch (ErrnoException refused) {
            // EBUSY: another process mounted it since we looked.
            if (refused.errno() != Errno.EBUSY) {
                throw TracefsRefusal.mounting(refused.errno());
            }
        }
        return Path.of(STANDARD);
    }

    /**
     * All tracepoints as {@code category/name}, such as {@code syscalls/sys_enter_write}: the kernel's
     * {@code available_events}.
     *
     * @throws PermissionDenied if we may not read them
     * @throws BpfException if tracefs is not to be had, as for {@link #find}
     */
    public static List<String> tracepoints() {
        var file = find().resolve("available_events");
        try {
            return Files.readAllLines(file).stream()
                    .map(event -> event.replace(':', '/'))
                    .toList();
        } catch (AccessDeniedException denied) {
            throw TracefsRefusal.reading("list tracepoints from", file, Errno.EACCES);
        } catch (IOException failed) {
            throw TracefsRefusal.reading("list tracepoints from", file, null);
        }
    }

    /**
     * What a tracepoint hands to its programs.
     *
     * @param tracepoint as {@code category/name}
     * @throws PermissionDenied if we may not look
     * @throws BpfException if there is none, or tracefs is not to be had, as for {@link #find}
     */
    public static List<TracepointField> fields(String tracepoint) {
        var file = find().resolve("events").resolve(tracepoint).resolve("format");
        try {
            return TracepointField.of(Files.readString(file));
        } catch (AccessDeniedException denied) {
            throw TracefsRefusal.reading("read", file, Errno.EACCES);
        } catch (IOException failed) {
            throw TracefsRefusal.reading("read", file, null);
        }
    }

    /**
     * Whether there is this tracepoint for a program to attach to.
     *
     * @param tracepoint as {@code category/name}; there is none of any other form
     * @throws PermissionDenied if we may not look
     * @throws BpfException if tracefs is not to be had, as for {@link #find}
     */
    public static boolean hasTracepoint(String tracepoint) {
        if (!TRACEPOINT.matcher(tracepoint).matches()) {
            return false;
        }
        var events = find().resolve("events");
        // access(2), behind Files.isReadable and exists, knows nothing of capabilities that a user has.
        try {
            Files.readAttributes(events.resolve(tracepoint).resolve("id"), BasicFileAttributes.class);
            return true;
        } catch (AccessDeniedException denied) {
            throw TracefsRefusal.reading("look for " + tracepoint + " in", events, Errno.EACCES);
        } catch (IOException none) {
            return false;
        }
    }
}
