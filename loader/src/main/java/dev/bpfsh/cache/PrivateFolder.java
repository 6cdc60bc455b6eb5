// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.cache;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A folder of the effective user that nobody else may write to, so that what is found there is what was put there: what
 * bpfsh keeps ends up in the kernel.
 *
 * @param path of the folder
 * @param root the outermost of the folders that have to be so; those above it are the user's own affair
 */
public record PrivateFolder(Path path, Path root) {
    private static final Pattern EFFECTIVE_USER = Pattern.compile("(?m)^Uid:\\s+\\d+\\s+(\\d+)");
    private static final int WRITABLE_BY_OTHERS = 022;
    private static final int KIND = 0170000;
    private static final int LINK = 0120000;

    /** Why something cannot be trusted, for the user. */
    public static final class NotOurs extends IOException {
        private static final long serialVersionUID = 1;

        NotOurs(String why) {
            super(why);
        }
    }

    /**
     * Where a user's programs keep what can be made again: {@code $XDG_CACHE_HOME}, or {@code ~/.cache} (XDG Base
     * Directory Specification, by which a relative path is none).
     */
    public static Path userCache(Map<String, String> environment) {
        var named = environment.getOrDefault("XDG_CACHE_HOME", "");
        return named.startsWith("/")
                ? Path.of(named)
                : Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".cache");
    }

    /**
     * Bpfsh's own folder of that name within a cache; it need not exist.
     *
     * @param cache such as {@link #userCache}
     */
    public static PrivateFolder within(Path cache, String name) {
        var root = cache.resolve("bpfsh");
        return new PrivateFolder(root.resolve(name), root);
    }

    /** Whether there is something of that name, whosever it is. */
    public boolean exists() {
        return Files.exists(path, NOFOLLOW_LINKS);
    }

    /**
     * Makes it where it is missing.
     *
     * @throws NotOurs if somebody else could write to it, or to what it is in, up to the root
     * @throws IOException if it cannot be made
     */
    public PrivateFolder make() throws IOException {
        Files.createDirectories(
                path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        require();
        return this;
    }

    /**
     * Refuses a folder that somebody else could write to.
     *
     * @throws NotOurs with the reason
     * @throws IOException if it is not there
     */
    public void require() throws IOException {
        for (var each = path; each.startsWith(root); each = each.getParent()) {
            require(each);
        }
    }

    /**
     * The file of that name, which nobody else can have written to.
     *
     * @throws NotOurs with the reason
     * @throws IOException if it is not there
     */
    public Path require(String name) throws IOException {
        var file = path.resolve(name);
        require(file);
        return file;
    }

    /** Whether there is a file of that name that nobody else can have written to. */
    public boolean holds(String name) {
        try {
            return Files.isRegularFile(require(name), NOFOLLOW_LINKS);
        } catch (IOException goneOrNotOurs) {
            return false;
        }
    }

    private static void require(Path file) throws IOException {
        var attributes = Files.readAttributes(file, "unix:uid,mode", NOFOLLOW_LINKS);
        int mode = (Integer) attributes.get("mode");
        if ((mode & KIND) == LINK) {
            throw new NotOurs(file + " is a symbolic link");
        } else if ((Integer) attributes.get("uid") != effectiveUser()) {
            throw new NotOurs(file + " belongs to somebody else");
        } else if ((mode & WRITABLE_BY_OTHERS) != 0) {
            throw new NotOurs(file + " can be written by others: chmod go-w " + file);
        }
    }

    private static int effectiveUser() throws IOException {
        // Java knows the name of the user who started it, which is not who it is.
        var user = EFFECTIVE_USER.matcher(Files.readString(Path.of("/proc/self/status")));
        if (!user.find()) {
            throw new NotOurs("/proc/self/status names no user");
        }
        return Integer.parseUnsignedInt(user.group(1));
    }
}
