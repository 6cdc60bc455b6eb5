// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader.map;

import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.MapBatch;
import dev.bpfsh.libbpf.MapFd;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Entries of a map in portions, keys behind one another and values behind one another. */
sealed interface Pages {
    /**
     * Reads the portion that comes next.
     *
     * @return how many entries it has; 0 at the end
     */
    int next() throws ErrnoException;

    ByteBuffer keys();

    ByteBuffer values();

    /** Whether the kernel has the batch operations that were tried; what it answers otherwise differs by version. */
    static boolean unsupported(Errno errno) {
        return errno == Errno.ENOTSUPP || errno == Errno.EOPNOTSUPP || errno == Errno.EINVAL;
    }

    /** Many with a call. */
    final class Batched implements Pages {
        private static final int MOST_RETRIES = 100;

        private final boolean taking;
        private MapBatch batch;

        /** @param taking whether what is read is removed */
        Batched(MapBatch batch, boolean taking) {
            this.batch = batch;
            this.taking = taking;
        }

        @Override
        public int next() throws ErrnoException {
            int retries = 0;
            while (!batch.ended()) {
                try {
                    int read = taking ? batch.take() : batch.read();
                    if (read > 0) {
                        return read;
                    }
                } catch (ErrnoException e) {
                    if (e.errno() == Errno.ENOSPC) {
                        batch = batch.larger();
                    } else if (e.errno() != Errno.EINTR || ++retries > MOST_RETRIES) {
                        throw e;
                    }
                }
            }
            return 0;
        }

        @Override
        public ByteBuffer keys() {
            return batch.keys();
        }

        @Override
        public ByteBuffer values() {
            return batch.values();
        }
    }

    /** One after the other, where the kernel has no batch operation. */
    final class Stepped implements Pages {
        private final MapFd map;
        private final long flags;
        private final byte[] key;
        private final byte[] value;
        private byte[] previous;

        Stepped(MapFd map, int keySize, int valueBytes, long flags) {
            this.map = map;
            this.flags = flags;
            this.key = new byte[keySize];
            this.value = new byte[valueBytes];
        }

        @Override
        public int next() throws ErrnoException {
            while (map.nextKey(previous, key)) {
                previous = key.clone();
                // An empty place of an array, or an entry that has gone meanwhile, has no value.
                if (map.lookup(key, value, flags)) {
                    return 1;
                }
            }
            return 0;
        }

        @Override
        public ByteBuffer keys() {
            return ByteBuffer.wrap(key).order(ByteOrder.nativeOrder());
        }

        @Override
        public ByteBuffer values() {
            return ByteBuffer.wrap(value).order(ByteOrder.nativeOrder());
        }
    }
}
