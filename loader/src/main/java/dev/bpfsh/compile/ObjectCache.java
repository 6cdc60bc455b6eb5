// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.compile;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Objects that were compiled before, in {@code $XDG_CACHE_HOME/bpfsh/objects} (XDG Base Directory Specification). What
 * is in it runs in the kernel: it is used only while it belongs to the effective user and nobody else may write to it.
 *
 * @param folder where they are; made when first needed
 */
record ObjectCache(Path folder) {
    private static final int MOST = 200;
    private static final long UNFINISHED_FOR = 3_600_000;
    private static final String UNFINISHED = ".new";
    private static final Set<PosixFilePermission> OWNER_FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Pattern EFFECTIVE_USER = Pattern.compile("^Uid:\\s*\\d+\\s+(\\d+)", Pattern.MULTILINE);

    /** Why something cannot be used, for the user. */
    static final class NotOurs extends IOException {
        private static final long serialVersionUID = 1;

        NotOurs(String why) {
            super(why);
        }
    }

    static ObjectCache of(Map<String, String> environment) {
        var xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        var home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        return new ObjectCache((xdg.startsWith("/") ? Path.of(xdg) : Path.of(home, ".cache"))
                .resolve("bpfsh")
                .resolve("objects"));
    }

    /**
     * What is kept under the key and still holds.
     *
     * @throws IOException if the cache cannot be used
     */
    Optional<CacheEntry> find(String key) throws IOException {
        if (!Files.exists(folder, NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        requireOurs();
        var file = folder.resolve(key);
        try {
            requireOurs(file);
            var entry = CacheEntry.of(Files.readAllBytes(file));
            if (!entry.dependencies().hold()) {
                return Optional.empty();
            }
            // The cache forgets what was not used for longest.
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            return Optional.of(entry);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (NotOurs stranger) {
            throw stranger;
        } catch (IOException damaged) {
            Files.deleteIfExists(file);
            return Optional.empty();
        }
    }

    /** @throws IOException if it cannot be kept */
    void keep(String key, CacheEntry entry) throws IOException {
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_FOLDER));
        requireOurs();
        // For its owner only, as all temporary files are; and whole or not there, as all that is renamed.
        var file = Files.createTempFile(folder, key, UNFINISHED);
        try {
            Files.write(file, entry.bytes());
            Files.move(file, folder.resolve(key), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(file);
        }
        forgetOldest();
    }

    private void forgetOldest() throws IOException {
        try (var files = Files.list(folder)) {
            var newestFirst =
                    files.sorted(Comparator.comparing(ObjectCache::age)).toList();
            for (int i = 0; i < newestFirst.size(); i++) {
                var file = newestFirst.get(i);
                boolean unfinished = file.toString().endsWith(UNFINISHED);
                if (unfinished ? age(file) > UNFINISHED_FOR : i >= MOST) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static long age(Path file) {
        try {
            return System.currentTimeMillis() - Files.getLastModifiedTime(file).toMillis();
        } catch (IOException gone) {
            return 0;
        }
    }

    private void requireOurs() throws IOException {
        requireOurs(folder.getParent());
        requireOurs(folder);
    }

    private static void requireOurs(Path file) throws IOException {
        var attributes = Files.readAttributes(file, "unix:uid,mode", NOFOLLOW_LINKS);
        int mode = (Integer) attributes.get("mode");
        if ((mode & 0170000) == 0120000) {
            throw new NotOurs(file + " is a symbolic link");
        } else if ((Integer) attributes.get("uid") != effectiveUser()) {
            throw new NotOurs(file + " belongs to somebody else");
        } else if ((mode & 022) != 0) {
            throw new NotOurs(file + " can be written by others: chmod go-w " + file);
        }
    }

    private static int effectiveUser() throws IOException {
        // Java knows the name of the user who started it, which is not who it is.
        var user = EFFECTIVE_USER.matcher(Files.readString(Path.of("/proc/self/status")));
        if (!user.find()) {
            throw new NotOurs("/proc/self/status names no user");
        }
        return (int) Long.parseLong(user.group(1));
    }

    /** An exception of this class in words. */
    static String reason(IOException problem) {
        if (problem instanceof AccessDeniedException denied) {
            return denied.getFile() + ": permission denied";
        }
        return problem instanceof FileSystemException system && system.getReason() != null
                ? system.getFile() + ": " + system.getReason()
                : String.valueOf(problem.getMessage());
    }
}
