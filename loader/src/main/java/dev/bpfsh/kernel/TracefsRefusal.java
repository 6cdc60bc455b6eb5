// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.libbpf.PermissionDenied;
import dev.bpfsh.libbpf.Topic;
import dev.bpfsh.libbpf.UnsupportedByKernel;
import java.nio.file.Path;
import java.util.List;

/** Why tracefs is not to be had, told apart: who may not, what is missing, who is in the way. */
final class TracefsRefusal {
    private static final String MOUNT_IT = "sudo mount -t tracefs tracefs " + Tracefs.STANDARD;

    private TracefsRefusal() {}

    /** What {@code mount(2)} answered where nothing was mounted. */
    static BpfException mounting(Errno errno) {
        return switch (errno) {
            case EPERM, EACCES -> mayNotMount(errno);
            case ENODEV ->
                new UnsupportedByKernel(
                        "mount",
                        "tracefs",
                        "this kernel has none",
                        errno,
                        List.of("it was built without CONFIG_TRACING: no tracepoints, no trace_pipe"),
                        "boot a kernel of your distribution");
            case ENOENT ->
                new BpfException(
                                "mount",
                                "tracefs",
                                "there is no folder " + Tracefs.STANDARD,
                                errno,
                                List.of(),
                                "mount sysfs, which has it: sudo mount -t sysfs sysfs /sys")
                        .about(Topic.TRACEPOINTS);
            default ->
                new BpfException(
                                "mount",
                                "tracefs",
                                "the kernel would not mount it at " + Tracefs.STANDARD,
                                errno,
                                List.of(errno.text()),
                                MOUNT_IT + "; sudo dmesg | tail")
                        .about(Topic.TRACEPOINTS);
        };
    }

    private static PermissionDenied mayNotMount(Errno errno) {
        if (!Capabilities.current().missing("CAP_SYS_ADMIN").isEmpty()) {
            return new PermissionDenied(
                    "mount",
                    "tracefs",
                    "it is not mounted here, and to mount it takes CAP_SYS_ADMIN",
                    errno,
                    List.of(),
                    "run bpfsh with sudo, or mount it once: " + MOUNT_IT);
        }
        var refuser = Capabilities.inUserNamespace()
                ? "root of a user namespace, as in a rootless container, is not root of the machine"
                : "CAP_SYS_ADMIN is there: a container's seccomp filter or a security module forbids it";
        return new PermissionDenied(
                "mount",
                "tracefs",
                "it is not mounted here, and mounting it is forbidden",
                errno,
                List.of(refuser),
                "give the container the machine's: docker run -v " + Tracefs.STANDARD + ":" + Tracefs.STANDARD
                        + " ...");
    }

    /**
     * What opening a file in tracefs answered.
     *
     * @param errno null where it is not known
     */
    static BpfException reading(String operation, Path file, Errno errno) {
        if (errno != Errno.EPERM && errno != Errno.EACCES) {
            var details = errno == null ? List.<String>of() : List.of(errno.text());
            return new BpfException(operation, file.toString(), "it cannot be read", errno, details, null)
                    .about(Topic.TRACEPOINTS);
        }
        if (Lockdown.state() == Lockdown.CONFIDENTIALITY) {
            return new PermissionDenied(
                    operation,
                    file.toString(),
                    "the kernel is locked down",
                    errno,
                    List.of("lockdown=confidentiality closes tracefs to everybody, root too"),
                    "boot without Secure Boot, or with lockdown=integrity");
        }
        return new PermissionDenied(
                operation,
                file.toString(),
                "tracefs is for root",
                errno,
                List.of("it takes user id 0 or CAP_DAC_READ_SEARCH"),
                "run bpfsh with sudo");
    }

    /**
     * Since Linux commit c2489bb7e6be ("tracing: Introduce pipe_cpumask to avoid race on trace_pipes") (in v6.6, and in
     * stable releases down to v5.15).
     */
    static BpfException busy(Path file, List<TraceReader> readers) {
        boolean ours = readers.stream()
                .anyMatch(reader -> reader.pid() == ProcessHandle.current().pid());
        return new BpfException(
                        "open",
                        file.toString(),
                        ours ? "this process reads it already" : "another process reads it",
                        Errno.EBUSY,
                        readers.stream().map(TraceReader::toString).toList(),
                        ours
                                ? "one reader is all that the kernel allows: use that one, or close() it"
                                : hintToEnd(readers))
                .about(Topic.EVENTS);
    }

    private static String hintToEnd(List<TraceReader> readers) {
        return readers.isEmpty()
                ? "who it is cannot be seen from here: outside this container, or another user's"
                : "the kernel allows one: end it, sudo kill " + readers.get(0).pid();
    }
}
