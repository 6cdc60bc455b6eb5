// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.kernel.Bpffs;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.MapFd;
import dev.bpfsh.libbpf.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;

/** Where a map is pinned: names in bpffs that keep it after this process. */
final class MapPins {
    private final Set<Path> paths = new CopyOnWriteArraySet<>();

    Set<Path> paths() {
        return Set.copyOf(paths);
    }

    void add(Path path) {
        paths.add(path);
    }

    void pin(MapFd map, String name, String at) {
        var path = path("pin", at);
        try {
            map.pin(path.toString());
        } catch (ErrnoException e) {
            throw pinFailed(name, path, e.errno());
        }
        paths.add(path);
    }

    /** A path that a person has typed, from the root on. */
    static Path path(String operation, String given) {
        try {
            return Path.of(given).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw failed(operation, given.replace("\0", "\\0"), "that is no path: " + e.getReason(), null, null);
        }
    }

    static BpfException pinFailed(String name, Path path, Errno errno) {
        var target = name + " at " + path;
        if (!Bpffs.contains(path)) {
            return failed("pin", target, "that is on " + Bpffs.fileSystem(path) + ", not on bpffs", errno, mountHint());
        } else if (errno == Errno.EEXIST) {
            return Files.isDirectory(path)
                    ? failed("pin", target, "that is a folder", errno, "add a name to it")
                    : failed(
                            "pin",
                            target,
                            "something is there already",
                            errno,
                            "choose another name, or remove what is there; BpfMap.openPinned(PATH) opens a map");
        } else if (errno == Errno.ENOENT) {
            return failed("pin", target, "there is no folder " + path.getParent(), errno, "make it: mkdir");
        } else if (errno == Errno.EPERM && path.getFileName().toString().contains(".")) {
            return failed("pin", target, "names in bpffs have no dots", errno, null);
        }
        return failed("pin", target, errno.text(), errno, null);
    }

    private static String mountHint() {
        var mounts = Bpffs.mounts();
        return mounts.isEmpty()
                ? "mount it first: mount -t bpf bpf /sys/fs/bpf"
                : "bpffs is mounted at " + mounts.get(0) + ": pin it there";
    }

    private static BpfException failed(String operation, String target, String cause, Errno errno, String hint) {
        return new BpfException(operation, target, cause, errno, List.of(), hint).about(Topic.PINNING);
    }

    /** Opens the map that is pinned there, and nothing else that may be. */
    static MapFd open(Path path) {
        MapFd opened;
        try {
            opened = MapFd.pinned(path.toString());
        } catch (ErrnoException e) {
            var cause = e.errno() == Errno.ENOENT
                    ? "nothing is pinned there"
                    : Bpffs.contains(path)
                            ? Files.isDirectory(path)
                                    ? "that is a folder"
                                    : e.errno().text()
                            : "that is on " + Bpffs.fileSystem(path) + ", not on bpffs";
            throw failed("open", path.toString(), cause, e.errno(), Bpffs.contains(path) ? null : mountHint());
        }
        var kind = kind(opened.number());
        if (!kind.equals("bpf-map")) {
            opened.close();
            throw failed("open", path.toString(), "what is pinned there is a " + kind + ", no map", null, null);
        }
        return opened;
    }

    private static String kind(int fd) {
        try {
            var link = Files.readSymbolicLink(Path.of("/proc/self/fd/" + fd)).toString();
            return link.substring(link.indexOf(':') + 1);
        } catch (IOException gone) {
            return "file";
        }
    }

    /** Removes the pins that are still of the map with that id. */
    void remove(int id) {
        for (var path : paths) {
            if (names(path, id)) {
                try {
                    Files.deleteIfExists(path);
                } catch (IOException e) {
                    throw failed("unpin", path.toString(), e.getMessage(), null, null);
                }
            }
            paths.remove(path);
        }
    }

    private static boolean names(Path path, int id) {
        try (var pinned = MapFd.pinned(path.toString())) {
            return kind(pinned.number()).equals("bpf-map") && pinned.info().id() == id;
        } catch (ErrnoException gone) {
            return false;
        }
    }
}
