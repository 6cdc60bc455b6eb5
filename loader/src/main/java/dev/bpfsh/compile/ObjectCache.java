// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.compile;

import dev.bpfsh.cache.PrivateFolder;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * Objects that were compiled before, in {@code $XDG_CACHE_HOME/bpfsh/objects} (XDG Base Directory Specification). What
 * is in it runs in the kernel: it is used only while it belongs to the effective user and nobody else may write to it.
 *
 * @param folder where they are; made when something is first kept
 */
record ObjectCache(PrivateFolder folder) {
    private static final int MOST = 200;
    private static final long UNFINISHED_FOR = 3_600_000;
    private static final String UNFINISHED = ".new";

    static ObjectCache of(Map<String, String> environment) {
        return new ObjectCache(PrivateFolder.within(PrivateFolder.userCache(environment), "objects"));
    }

    /**
     * What is kept under the key and still holds.
     *
     * @throws IOException if the cache cannot be used
     */
    Optional<CacheEntry> find(String key) throws IOException {
        if (!folder.exists()) {
            return Optional.empty();
        }
        folder.require();
        try {
            var file = folder.require(key);
            var entry = CacheEntry.of(Files.readAllBytes(file));
            if (!entry.dependencies().hold()) {
                return Optional.empty();
            }
            // The cache forgets what was not used for longest.
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            return Optional.of(entry);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (PrivateFolder.NotOurs stranger) {
            throw stranger;
        } catch (IOException damaged) {
            Files.deleteIfExists(folder.path().resolve(key));
            return Optional.empty();
        }
    }

    /** @throws IOException if it cannot be kept */
    void keep(String key, CacheEntry entry) throws IOException {
        folder.make();
        // For its owner only, as all temporary files are; and whole or not there, as all that is renamed.
        var file = Files.createTempFile(folder.path(), key, UNFINISHED);
        try {
            Files.write(file, entry.bytes());
            Files.move(file, folder.path().resolve(key), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(file);
        }
        forgetOldest();
    }

    private void forgetOldest() throws IOException {
        try (var files = Files.list(folder.path())) {
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
