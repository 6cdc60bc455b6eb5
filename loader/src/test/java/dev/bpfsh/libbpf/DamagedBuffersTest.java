// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Readers over files that anything may stand in, as anything may stand where every process with the map may write:
 * events that lie within the buffer, or a refusal, and no other exception.
 */
class DamagedBuffersTest {
    private static final int ROUNDS = 20_000;
    private static final int SIZE = 1 << 16;

    @TempDir
    Path folder;

    private final Random random = new Random(42);
    private final int page = Linux.pageSize();
    private int fd;

    @BeforeEach
    void open() throws Exception {
        var file = folder.resolve("memory");
        Files.write(file, new byte[2 * page + 2 * SIZE]);
        fd = Libc.open(file.toString(), 2 | Libc.O_CLOEXEC);
    }

    @AfterEach
    void close() {
        Libc.close(fd);
    }

    /** Offsets that are nearly right more often than not. */
    private long position(long near) {
        return switch (random.nextInt(6)) {
            case 0 -> random.nextLong();
            case 1 -> near + random.nextInt();
            case 2 -> near - random.nextInt(4 * SIZE);
            default -> near + 8L * random.nextInt(SIZE / 8);
        };
    }

    private int header() {
        return switch (random.nextInt(8)) {
            case 0 -> random.nextInt();
            case 1 -> random.nextInt(2 * SIZE);
            case 2 -> 1 << 30 | random.nextInt(256);
            default -> random.nextInt(256);
        };
    }

    private void fill(ByteBuffer bytes, int from) {
        for (int at = from; at < bytes.capacity() - 8; at += 8 * (1 + random.nextInt(64))) {
            bytes.putInt(at, header());
        }
    }

    @Test
    void aRingBufferIsReadWithinItsBoundsOrRefused() throws Exception {
        var consumer = Mapping.of(fd, 0, page, true);
        var data = Mapping.of(fd, page, page + 2 * SIZE, true);
        var cursor = new EventCursor();
        int events = 0;
        int refused = 0;
        try (var reader = new RingReader("ring", new Epoll(), Linux.duplicate(fd), page, SIZE, consumer, data)) {
            for (int round = 0; round < ROUNDS; round++) {
                if (round % 100 == 0) {
                    fill(data.bytes(), page);
                }
                long read = position(0);
                consumer.bytes().putLong(0, read);
                data.bytes().putLong(0, position(read));
                try {
                    events += reader.read(cursor, this::touch, 1_000);
                } catch (BpfException sayingSo) {
                    assertThat(sayingSo).hasMessageContaining("makes no sense");
                    refused++;
                }
                assertThat(reader.unread()).isBetween(0L, (long) SIZE);
            }
        }
        assertThat(events).isPositive();
        assertThat(refused).isPositive();
    }

    @Test
    void aPerfBufferIsReadWithinItsBoundsOrRefused() throws Exception {
        var mapping = Mapping.of(fd, 0, page + SIZE, true);
        var ring = new PerfRing("perf", 0, Linux.duplicate(fd), page, SIZE, mapping);
        var tenancy = new Tenancy("perf", ring::close);
        var cursor = new EventCursor();
        int events = 0;
        int refused = 0;
        cursor.open(Thread.currentThread());
        for (int round = 0; round < ROUNDS; round++) {
            for (int at = page; round % 100 == 0 && at < page + SIZE; at += 8) {
                int sample = 8 * random.nextInt(8);
                mapping.bytes().putInt(at, random.nextInt(3) > 0 ? 9 : random.nextInt(12));
                mapping.bytes().putShort(at + 4, (short) sample);
                mapping.bytes().putShort(at + 6, (short) (random.nextInt(9) > 0 ? 8 * random.nextInt(64) : header()));
            }
            long tail = position(0);
            mapping.bytes().putLong(1032, tail);
            mapping.bytes().putLong(1024, position(tail));
            try {
                events += ring.take(cursor, this::touch, 1_000, tenancy);
            } catch (BpfException sayingSo) {
                assertThat(sayingSo).hasMessageContaining("makes no sense");
                refused++;
            }
            assertThat(ring.unread()).isBetween(0L, (long) SIZE);
        }
        tenancy.end(() -> {});
        assertThat(events).isPositive();
        assertThat(refused).isPositive();
    }

    private void touch(EventCursor cursor) {
        assertThat(cursor.length()).isBetween(0, SIZE);
        if (cursor.length() > 0) {
            cursor.getByte(0);
            cursor.getByte(cursor.length() - 1);
            assertThat(cursor.buffer().limit()).isEqualTo(cursor.length());
        }
    }
}
