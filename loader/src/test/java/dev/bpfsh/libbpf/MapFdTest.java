// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import org.junit.jupiter.api.Test;

@RequiresKernel(Feature.BPF)
class MapFdTest {
    private static MapFd hash() throws ErrnoException {
        return new MapCreation(1, "guarded", 4, 16, 4, 0, null, 0).create();
    }

    private static MapFd perCpu() throws ErrnoException {
        return new MapCreation(6, "guarded", 4, 3, 4, 0, null, 0).create();
    }

    @Test
    void arraysThatAreTooShortNeverReachTheKernel() throws Exception {
        try (var map = hash();
                var perCpu = perCpu()) {
            assertThatThrownBy(() -> map.lookup(new byte[3], new byte[16], 0))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessage("a key of 3 bytes where it has 4");
            assertThatThrownBy(() -> map.lookup(new byte[4], new byte[15], 0))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessage("a value of 15 bytes where it has 16");
            assertThatThrownBy(() -> map.update(new byte[4], new byte[8], 0))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> map.nextKey(null, new byte[2])).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> map.delete(new byte[0])).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> perCpu.lookup(new byte[4], new byte[8 * MapFd.possibleCpus() - 1], 0))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThat(perCpu.lookup(new byte[4], new byte[8 * MapFd.possibleCpus()], 0))
                    .isTrue();
        }
    }

    @Test
    void aBatchHasRoomForWhatItWasMadeFor() throws Exception {
        try (var map = hash()) {
            var batch = new MapBatch(map, 2, 0);
            assertThat(batch.keys().capacity()).isEqualTo(8);
            assertThat(batch.values().capacity()).isEqualTo(32);
            batch.keys().putInt(4, 7);
            assertThat(batch.update(2)).isEqualTo(new MapBatch.Written(2, null));
            assertThatThrownBy(() -> batch.update(3)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThat(batch.read() + batch.read()).isEqualTo(2);
            batch.keys().putInt(0, 0).putInt(4, 99);
            assertThat(batch.delete(2)).isEqualTo(new MapBatch.Written(1, Errno.ENOENT));
        }
    }

    /** Small buckets of one entry do not fit where no entry does: the kernel says so, and the batch grows. */
    @Test
    void aBucketThatDoesNotFitAsksForMore() throws Exception {
        try (var map = new MapCreation(1, "one_bucket", 4, 4, 1000, 1, null, 0).create()) {
            for (int i = 0; i < 1000; i++) {
                map.update(new byte[] {(byte) i, (byte) (i >> 8), 0, 0}, new byte[4], 0);
            }
            var batch = new MapBatch(map, 1, 0);
            int read = 0;
            while (!batch.ended()) {
                try {
                    read += batch.read();
                } catch (ErrnoException e) {
                    assertThat(e.errno()).isEqualTo(Errno.ENOSPC);
                    batch = batch.larger();
                }
            }
            assertThat(read).isEqualTo(1000);
            assertThat(batch.capacity())
                    .as("some bucket has more than one of 1000")
                    .isGreaterThan(1);
        }
    }
}
