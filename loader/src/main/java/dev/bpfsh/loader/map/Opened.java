// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader.map;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.Libc;
import dev.bpfsh.libbpf.Linux;
import dev.bpfsh.libbpf.Topic;
import java.nio.file.Path;
import java.util.List;

/**
 * A descriptor that stands for something in a call: of a process, a folder of cgroups, a file. Closed after the call if
 * it was opened for it.
 */
record Opened(int fd, boolean ours) implements AutoCloseable {
    // O_PATH: the file itself is not touched.
    private static final int PATH_ONLY = 010000000;

    /**
     * What a key of a storage names.
     *
     * @param given a number, or a path
     * @throws BpfException if there is no such thing
     */
    static Opened key(MapType type, Object given, String what) {
        if (type == MapType.TASK_STORAGE && given instanceof Number pid) {
            return open(what, "there is no process " + pid, () -> Linux.pidfdOpen(Math.toIntExact(pid.longValue())));
        } else if (type == MapType.TASK_STORAGE && given instanceof ProcessHandle process) {
            return key(type, process.pid(), what);
        } else if (given instanceof Number fd) {
            return new Opened(Math.toIntExact(fd.longValue()), false);
        } else if ((type == MapType.CGRP_STORAGE || type == MapType.INODE_STORAGE) && isPath(given)) {
            return path(given, what);
        }
        throw RawCoding.refused(
                what,
                "is named by "
                        + switch (type) {
                            case TASK_STORAGE -> "a pid";
                            case CGRP_STORAGE -> "the path of a cgroup, or its descriptor";
                            case INODE_STORAGE -> "the path of a file, or its descriptor";
                            default -> "the descriptor of a socket";
                        }
                        + ", not by " + given);
    }

    static boolean isPath(Object given) {
        return given instanceof String || given instanceof Path;
    }

    static Opened path(Object path, String what) {
        return open(what, "cannot open " + path, () -> Libc.open(path.toString(), PATH_ONLY | Libc.O_CLOEXEC));
    }

    private interface Opening {
        int open() throws ErrnoException;
    }

    private static Opened open(String what, String cause, Opening opening) {
        try {
            return new Opened(opening.open(), true);
        } catch (ErrnoException e) {
            throw new BpfException("find", what, cause, e.errno(), List.of(), null).about(Topic.MAPS);
        }
    }

    @Override
    public void close() {
        if (ours) {
            Libc.close(fd);
        }
    }
}
