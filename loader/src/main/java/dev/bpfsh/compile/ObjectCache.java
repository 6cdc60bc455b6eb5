// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.compile;

import dev.bpfsh.cache.FileCache;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Objects that were compiled before, in {@code $XDG_CACHE_HOME/bpfsh/objects}.
 *
 * @param files what they are kept in
 */
record ObjectCache(FileCache files) {
    static ObjectCache of(Map<String, String> environment) {
        return new ObjectCache(FileCache.of(environment, "objects"));
    }

    /**
     * What is kept under the key and still holds.
     *
     * @throws IOException if the cache cannot be used
     */
    Optional<CacheEntry> find(String key) throws IOException {
        var bytes = files.find(key);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        var entry = CacheEntry.of(bytes.get());
        if (!entry.dependencies().hold()) {
            return Optional.empty();
        }
        files.used(key);
        return Optional.of(entry);
    }

    /** @throws IOException if it cannot be kept */
    void keep(String key, CacheEntry entry) throws IOException {
        files.keep(key, entry.bytes());
    }
}
