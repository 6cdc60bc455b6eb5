// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.cache;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * What can be made again, kept in files of a folder below {@code $XDG_CACHE_HOME/bpfsh} (XDG Base Directory
 * Specification). It is used only while it belongs to the effective user and nobody else may write to it; a file that
 * was cut or damaged is none. Several processes may use it at once.
 *
 * @param folder where the files are; made when something is first kept
 */
public record FileCache(PrivateFolder folder) {
    private static final int MOST = 200;
    private static final long MOST_BYTES = 64L << 20;
    private static final long LARGEST = 16L << 20;
    private static final long UNFINISHED_FOR = 3_600_000;
    private static final String UNFINISHED = ".new";

    /** Of the user whom these variables are of. */
    public static FileCache of(Map<String, String> environment, String name) {
        return new FileCache(PrivateFolder.within(PrivateFolder.userCache(environment), name));
    }

    /**
     * What is kept under the key.
     *
     * @throws IOException if the cache cannot be used
     */
    public Optional<byte[]> find(String key) throws IOException {
        if (!folder.exists()) {
            return Optional.empty();
        }
        folder.require();
        try {
            var file = folder.require(key);
            var bytes = Files.size(file) > LARGEST ? new byte[0] : Files.readAllBytes(file);
            int start = Math.min(Digest.LENGTH, bytes.length);
            var body = Arrays.copyOfRange(bytes, start, bytes.length);
            if (Arrays.equals(Digest.of(body), Arrays.copyOf(bytes, start))) {
                return Optional.of(body);
            }
            forget(key);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** Tells that what is kept under the key was of use: what has not been for longest is forgotten first. */
    public void used(String key) {
        try {
            Files.setLastModifiedTime(folder.path().resolve(key), FileTime.from(Instant.now()));
        } catch (IOException goneOrReadOnly) {
            return; // It was of use all the same.
        }
    }

    /** Keeps nothing under the key any more. */
    public void forget(String key) throws IOException {
        Files.deleteIfExists(folder.path().resolve(key));
    }

    /**
     * Keeps it under the key for as long as others are not of more use. What is very large is not kept.
     *
     * @throws IOException if it cannot be kept
     */
    public void keep(String key, byte[] body) throws IOException {
        if (body.length > LARGEST - Digest.LENGTH) {
            return;
        }
        folder.make();
        // For its owner only, as all temporary files are; and whole or not there, as all that is renamed.
        var file = Files.createTempFile(folder.path(), key, UNFINISHED);
        try {
            Files.write(file, Digest.of(body));
            Files.write(file, body, StandardOpenOption.APPEND);
            Files.move(file, folder.path().resolve(key), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(file);
        }
        forgetOldest();
    }

    private void forgetOldest() throws IOException {
        try (var files = Files.list(folder.path())) {
            // Each is asked once: others may use or forget it meanwhile, and then there would be no order.
            var newestFirst = files.map(Kept::of)
                    .sorted(Comparator.comparingLong(Kept::age))
                    .toList();
            int count = 0;
            long bytes = 0;
            for (var kept : newestFirst) {
                count++;
                bytes += kept.bytes();
                boolean unfinished = kept.file().toString().endsWith(UNFINISHED);
                if (unfinished ? kept.age() > UNFINISHED_FOR : count > MOST || bytes > MOST_BYTES) {
                    Files.deleteIfExists(kept.file());
                }
            }
        }
    }

    private record Kept(Path file, long age, long bytes) {
        static Kept of(Path file) {
            try {
                var attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return new Kept(
                        file,
                        System.currentTimeMillis()
                                - attributes.lastModifiedTime().toMillis(),
                        attributes.size());
            } catch (IOException gone) {
                return new Kept(file, 0, 0);
            }
        }
    }

    /** Why a cache cannot be used, in words. */
    public static String reason(IOException problem) {
        if (problem instanceof AccessDeniedException denied) {
            return denied.getFile() + ": permission denied";
        }
        return problem instanceof FileSystemException system && system.getReason() != null
                ? system.getFile() + ": " + system.getReason()
                : String.valueOf(problem.getMessage());
    }
}
