// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCacheTest {
    private static final int MIB = 1 << 20;

    @TempDir
    Path folder;

    private FileCache cache;
    private Path things;

    @BeforeEach
    void open() {
        cache = FileCache.of(Map.of("XDG_CACHE_HOME", folder.toString()), "things");
        things = folder.resolve("bpfsh/things");
    }

    private static void age(Path file, Duration age) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(things)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void whatIsKeptIsFoundByItsKey() throws IOException {
        assertThat(cache.find("key")).isEmpty();
        cache.keep("key", new byte[] {1, 2});
        cache.keep("empty", new byte[0]);
        cache.keep("key", new byte[] {3});
        assertThat(cache.find("key")).contains(new byte[] {3});
        assertThat(cache.find("empty")).contains(new byte[0]);
        assertThat(cache.find("other")).isEmpty();
        assertThat(names()).containsExactly("empty", "key");
    }

    @Test
    void whateverIsDamagedIsForgotten() throws IOException {
        cache.keep("key", "what is kept".getBytes());
        var file = things.resolve("key");
        var whole = Files.readAllBytes(file);
        var damaged = new ArrayList<byte[]>();
        for (int i = 0; i < whole.length; i++) {
            damaged.add(Arrays.copyOf(whole, i));
            var flipped = whole.clone();
            flipped[i] ^= 1;
            damaged.add(flipped);
        }
        damaged.add(Arrays.copyOf(whole, whole.length + 1));
        for (var bytes : damaged) {
            Files.write(file, bytes);
            assertThat(cache.find("key")).isEmpty();
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void whatIsTooLargeIsNeitherKeptNorRead() throws IOException {
        cache.keep("key", new byte[] {1});
        try (var file = new RandomAccessFile(things.resolve("key").toFile(), "rw")) {
            file.setLength(5L << 30);
        }
        assertThat(cache.find("key")).isEmpty();
        assertThat(names()).isEmpty();
        cache.keep("key", new byte[16 * MIB]);
        assertThat(names()).isEmpty();
    }

    @Test
    void whatIsInItsPlaceIsLeftAlone() throws IOException {
        cache.keep("other", new byte[] {1});
        Files.createDirectory(things.resolve("key"));
        assertThatThrownBy(() -> cache.find("key")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> cache.keep("key", new byte[] {1})).isInstanceOf(IOException.class);
        assertThat(names()).containsExactly("key", "other");
    }

    @Test
    void whatHasNotBeenOfUseForLongestGoesFirst() throws IOException {
        cache.keep("new", new byte[] {1});
        for (int i = 0; i < 250; i++) {
            age(Files.createFile(things.resolve("key" + (1000 + i))), Duration.ofMinutes(300 - i));
        }
        cache.used("key1000");
        cache.keep("newer", new byte[] {1});
        assertThat(names())
                .hasSize(200)
                .contains("new", "newer", "key1000", "key1249")
                .doesNotContain("key1001");
    }

    @Test
    void itDoesNotGrowWithoutEnd() throws IOException {
        cache.keep("new", new byte[] {1});
        for (int i = 0; i < 10; i++) {
            var file = things.resolve("key" + i);
            try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
                sparse.setLength(15 * MIB);
            }
            age(file, Duration.ofMinutes(30 - i));
        }
        cache.keep("newer", new byte[] {1});
        assertThat(names()).containsExactly("key6", "key7", "key8", "key9", "new", "newer");
    }

    @Test
    void whatAnotherProcessIsWritingIsLeftToItForAnHour() throws IOException {
        cache.keep("key", new byte[] {1});
        var young = Files.createFile(things.resolve("key1.new"));
        var old = Files.createFile(things.resolve("key2.new"));
        age(young, Duration.ofMinutes(50));
        age(old, Duration.ofMinutes(70));
        cache.keep("other", new byte[] {1});
        assertThat(names()).containsExactly("key", "key1.new", "other");
    }

    /** Keeps bodies under one key until it is killed. */
    static final class Keeping {
        private Keeping() {}

        public static void main(String[] args) throws IOException {
            var cache = FileCache.of(Map.of("XDG_CACHE_HOME", args[0]), "things");
            for (byte i = 0; ; i++) {
                var body = new byte[4 * MIB];
                Arrays.fill(body, i);
                cache.keep("key", body);
                System.out.println(i);
            }
        }
    }

    @Test
    void whoeverIsKilledLeavesAWholeOneOrNone() throws Exception {
        for (int i = 0; i < 3; i++) {
            var process = new ProcessBuilder(
                            System.getProperty("java.home") + "/bin/java",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Keeping.class.getName(),
                            folder.toString())
                    .redirectErrorStream(true)
                    .start();
            process.inputReader().readLine();
            Thread.sleep(7 * i);
            process.destroyForcibly().waitFor();
            var found = cache.find("key");
            assertThat(found).isPresent();
            assertThat(found.get()).hasSize(4 * MIB).containsOnly(found.get()[0]);
        }
    }

    @Test
    void severalCanKeepAndUseAtOnce() throws Exception {
        var workers = Executors.newFixedThreadPool(4);
        List<Future<Void>> done = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int worker = i;
            Callable<Void> work = () -> {
                var own = FileCache.of(Map.of("XDG_CACHE_HOME", folder.toString()), "things");
                for (int j = 0; j < 150; j++) {
                    own.keep("key" + worker + "." + j, new byte[] {1});
                    // Which may not be there yet, or no more.
                    own.used("key" + (worker + 1) % 4 + "." + j);
                }
                return null;
            };
            done.add(workers.submit(work));
        }
        workers.shutdown();
        for (var each : done) {
            each.get();
        }
        try (var files = Files.list(things)) {
            assertThat(files.count()).isBetween(150L, 204L);
        }
    }
}
