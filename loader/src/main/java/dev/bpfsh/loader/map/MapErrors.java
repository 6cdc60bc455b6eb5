// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader.map;

import dev.bpfsh.kernel.Capabilities;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.CommandLine;
import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.libbpf.MapFd;
import dev.bpfsh.libbpf.PermissionDenied;
import dev.bpfsh.libbpf.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/** From what the kernel answered about a map to what it means there. */
record MapErrors(MapShape shape, MapFd map) {
    // The last octal digit of the flags is O_RDONLY, O_WRONLY or O_RDWR.
    private static final Pattern READ_ONLY = Pattern.compile("^flags:\\s*\\d*[04]$", Pattern.MULTILINE);
    private static final Pattern WRITE_ONLY = Pattern.compile("^flags:\\s*\\d*[15]$", Pattern.MULTILINE);
    private static final Pattern FROZEN = Pattern.compile("^frozen:\\s*1$", Pattern.MULTILINE);

    /** An operation that this type of map does not have. */
    BpfException cannot(String step) {
        var type = shape.type();
        var can = type.calls();
        var hint =
                switch (type) {
                    case RINGBUF -> "read its events: ringBuffer(\"" + shape.name() + "\") of the object";
                    case PERF_EVENT_ARRAY -> "read its events: perfBuffer(\"" + shape.name() + "\") of the object";
                    case USER_RINGBUF -> "write to it: userRingBuffer(\"" + shape.name() + "\") of the object";
                    case STRUCT_OPS -> "it is used by attaching it";
                    default -> can.isEmpty() ? null : "it can: " + can;
                };
        return new BpfException(
                        step,
                        shape.name(),
                        "a map of type " + shape.typeName() + " cannot do that",
                        null,
                        List.of(),
                        hint)
                .about(Topic.MAPS);
    }

    BpfException pastTheEnd(String step, Object key) {
        return new BpfException(
                        step,
                        target(key),
                        "past the end: it has " + shape.maxEntries() + " entries, 0 to " + (shape.maxEntries() - 1),
                        null,
                        List.of(),
                        null)
                .about(Topic.MAPS);
    }

    BpfException failed(String step, Object key, Errno errno) {
        return switch (errno) {
            case E2BIG -> full(step, key, errno);
            case ENOSPC -> shape.type().ofSockets() ? unreadable(step, key, errno) : full(step, key, errno);
            case EPERM, EACCES -> notPermitted(step, key, errno);
            case EBUSY -> said(step, key, "programs are changing that part of it right now", errno, "try again");
            case ENOMEM -> said(step, key, "the kernel has no memory for the entry", errno, null);
            case ENOENT -> said(step, key, absent(), errno, null);
            case EBADF ->
                shape.type() == MapType.CGROUP_ARRAY
                        ? unsuited(step, key, errno)
                        : said(step, key, "what is given is not open, or of another kind", errno, null);
            default -> unsuited(step, key, errno);
        };
    }

    private BpfException full(String step, Object key, Errno errno) {
        var hint = shape.type() == MapType.QUEUE || shape.type() == MapType.STACK
                ? "pop() makes room, pushOver(value) drops the oldest"
                : "make it larger before load: map(\"" + shape.name() + "\").maxEntries(N); or use a type that drops"
                        + " old entries: lru_hash";
        return said(step, key, "it is full: max_entries is " + shape.maxEntries(), errno, hint);
    }

    private BpfException unreadable(String step, Object key, Errno errno) {
        return said(
                step,
                key,
                "its values are descriptors of " + shape.valueSize() + " bytes, which cannot be read back",
                errno,
                "with values of 8 bytes the kernel gives the socket's cookie");
    }

    // What may be done through a descriptor is a matter of that, and not among the map's flags.
    private BpfException notPermitted(String step, Object key, Errno errno) {
        boolean reading = step.equals("get") || step.equals("read");
        var descriptor = descriptor();
        if (!reading && READ_ONLY.matcher(descriptor).find()) {
            return said(step, key, "it is read-only for user space: BPF_F_RDONLY", errno, null);
        } else if (!reading && FROZEN.matcher(descriptor).find()) {
            return said(step, key, "it is frozen: user space only reads it", errno, null);
        } else if (WRITE_ONLY.matcher(descriptor).find()) {
            // To take an entry out and give it is to read as well.
            return said(step, key, "it is write-only for user space: BPF_F_WRONLY", errno, null);
        }
        var missing = Capabilities.current().missing("CAP_BPF");
        return missing.isEmpty()
                ? said(step, key, errno.text(), errno, "a security module may forbid it")
                : new PermissionDenied(
                        step,
                        target(key),
                        "this process may not use maps",
                        errno,
                        List.of("missing: CAP_BPF (CAP_SYS_ADMIN includes it)"),
                        CommandLine.asRoot());
    }

    private String descriptor() {
        try {
            return Files.readString(Path.of("/proc/self/fdinfo/" + map.number()));
        } catch (IOException unknown) {
            return "";
        }
    }

    private String absent() {
        return switch (shape.type()) {
            case CGROUP_STORAGE, PERCPU_CGROUP_STORAGE -> "no program that uses it is attached to that cgroup";
            default -> "there is no such entry";
        };
    }

    private BpfException unsuited(String step, Object key, Errno errno) {
        var cause =
                switch (shape.type()) {
                    case PROG_ARRAY -> "it takes loaded programs, all of the type of those that call them";
                    case ARRAY_OF_MAPS, HASH_OF_MAPS -> "it takes maps of the type and sizes it was declared with";
                    case CGROUP_ARRAY -> "it takes folders of cgroup2";
                    case SOCKMAP, SOCKHASH -> "it takes sockets that are connected, or listen";
                    case XSKMAP -> "it takes AF_XDP sockets";
                    case REUSEPORT_SOCKARRAY -> "it takes sockets with SO_REUSEPORT that are bound";
                    case DEVMAP, DEVMAP_HASH -> "it takes interfaces of this network namespace";
                    case CPUMAP -> "it takes the length of a queue, 1 to 16384, for a CPU that is possible";
                    default -> errno.text();
                };
        return said(step, key, cause, errno, "it can: " + shape.type().calls());
    }

    private BpfException said(String step, Object key, String cause, Errno errno, String hint) {
        return new BpfException(step, target(key), cause, errno, List.of(shape.toString()), hint).about(Topic.MAPS);
    }

    private String target(Object key) {
        return key == null
                ? shape.name()
                : shape.name() + "["
                        + (key instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : key) + "]";
    }
}
