// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCacheTest {
    @TempDir
    Path folder;

    @Test
    void severalCanKeepAndUseAtOnce() throws Exception {
        var workers = Executors.newFixedThreadPool(4);
        List<Future<Void>> done = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int worker = i;
            Callable<Void> work = () -> {
                var cache = FileCache.of(Map.of("XDG_CACHE_HOME", folder.toString()), "things");
                for (int j = 0; j < 150; j++) {
                    cache.keep("key" + worker + "." + j, new byte[] {1});
                    try {
                        cache.used("key" + (worker + 1) % 4 + "." + j);
                    } catch (NoSuchFileException notYetOrNoMore) {
                        continue;
                    }
                }
                return null;
            };
            done.add(workers.submit(work));
        }
        workers.shutdown();
        for (var each : done) {
            each.get();
        }
        try (var files = Files.list(folder.resolve("bpfsh/things"))) {
            assertThat(files.count()).isBetween(150L, 204L);
        }
    }
}
