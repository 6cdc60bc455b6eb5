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
 * @param root the outermost of the folders that have to be so
 * @param safeAbove whether nobody else may be able to put another folder in the root's place; else those above it are
 *     the user's own affair
 */
public record PrivateFolder(Path path, Path root, boolean safeAbove) {
    private static final Pattern EFFECTIVE_USER = Pattern.compile("(?m)^Uid:\\s+\\d+\\s+(\\d+)");
    private static final int WRITABLE_BY_OTHERS = 022;
    private static final int STICKY = 01000;
    private static final int KIND = 0170000;
    private static final int LINK = 0120000;
    private static final int SUPERUSER = 0;

    private static volatile Integer effectiveUser;

    /** A folder of which only itself has to be so. */
    public PrivateFolder(Path path) {
        this(path, path, false);
    }

    /** Why something cannot be trusted, for the user. */
    public static final class NotOurs extends IOException {
        private static final long serialVersionUID = 1;

        NotOurs(String why) {
            super(why);
        }
    }

    /**
     * Where a user's programs keep what can be made again: {@code $XDG_CACHE_HOME}, or {@code ~/.cache} (XDG Base
     * Directory Specification, by which a relative path is none). Where these are somebody else's, as those that
     * {@code sudo -E} leaves are, it is below the home folder that the system knows.
     */
    public static Path userCache(Map<String, String> environment) {
        var named = environment.getOrDefault("XDG_CACHE_HOME", "");
        var home = System.getProperty("user.home");
        var cache = named.startsWith("/") ? Path.of(named) : Path.of(environment.getOrDefault("HOME", home), ".cache");
        return isOfSomebodyElse(cache) ? Path.of(home, ".cache") : cache;
    }

    private static boolean isOfSomebodyElse(Path path) {
        var there = path.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        try {
            int owner = (Integer) Files.getAttribute(there, "unix:uid");
            return owner != SUPERUSER && owner != effectiveUser();
        } catch (IOException gone) {
            return false;
        }
    }

    /**
     * Bpfsh's own folder of that name within a cache; it need not exist.
     *
     * @param cache such as {@link #userCache}
     */
    public static PrivateFolder within(Path cache, String name) {
        var root = cache.resolve("bpfsh");
        return new PrivateFolder(root.resolve(name), root, true);
    }

    /** Whether there is something of that name, whosever it is. */
    public boolean exists() {
        return Files.exists(path, NOFOLLOW_LINKS);
    }

    /**
     * Makes it where it is missing.
     *
     * @throws NotOurs if somebody else could write to it, or to what it is in; then nothing has been made
     * @throws IOException if it cannot be made
     */
    public PrivateFolder make() throws IOException {
        if (safeAbove) {
            requireSafe(root.toAbsolutePath().getParent());
        }
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
        if (safeAbove) {
            requireSafe(root.toAbsolutePath().getParent());
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

    /**
     * Refuses a path, which need not exist, if somebody besides its owner and the superuser could make it lead elsewhere.
     */
    private static void requireSafe(Path path) throws IOException {
        for (var each = path; each != null; each = each.getParent()) {
            if (!Files.exists(each, NOFOLLOW_LINKS)) {
                continue;
            }
            var attributes = Files.readAttributes(each, "unix:uid,mode", NOFOLLOW_LINKS);
            int mode = (Integer) attributes.get("mode");
            int owner = (Integer) attributes.get("uid");
            if (owner != SUPERUSER && owner != effectiveUser()) {
                throw new NotOurs(each + " belongs to somebody else");
            } else if ((mode & KIND) == LINK) {
                // Fails where links go round in circles.
                each.toRealPath();
                requireSafe(each.resolveSibling(Files.readSymbolicLink(each)));
            } else if ((mode & WRITABLE_BY_OTHERS) != 0 && (mode & STICKY) == 0) {
                throw new NotOurs(each + " can be written by others: chmod go-w " + each);
            }
        }
    }

    private static int effectiveUser() throws IOException {
        if (effectiveUser == null) {
            effectiveUser = readEffectiveUser();
        }
        return effectiveUser;
    }

    private static int readEffectiveUser() throws IOException {
        // Java knows the name of the user who started it, which is not who it is.
        var user = EFFECTIVE_USER.matcher(Files.readString(Path.of("/proc/self/status")));
        if (!user.find()) {
            throw new NotOurs("/proc/self/status names no user");
        }
        return Integer.parseUnsignedInt(user.group(1));
    }
}
