// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.elf;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Where the bytes of an image are. */
interface ElfSource {
    /**
     * A copy or a view of some of them.
     *
     * @throws EOFException if they lie beyond the end
     */
    ByteBuffer read(long offset, long size) throws IOException;

    /** A file, which is open only while it is read. Nothing of it is mapped: a file that is cut would end the JVM. */
    static ElfSource of(Path file) {
        // A part of a file that is not damaged; the symbols of the largest browsers have some 300 MiB.
        long largest = 1L << 30;
        return (offset, size) -> {
            try (var channel = FileChannel.open(file)) {
                if (offset < 0 || size < 0 || size > largest || offset > channel.size() - size) {
                    throw new EOFException();
                }
                var bytes = ByteBuffer.allocate((int) size);
                while (bytes.hasRemaining()) {
                    if (channel.read(bytes, offset + bytes.position()) < 0) {
                        throw new EOFException();
                    }
                }
                return bytes.flip();
            }
        };
    }

    /** Bytes in memory. */
    static ElfSource of(byte[] bytes) {
        return (offset, size) -> {
            if (offset < 0 || size < 0 || offset > bytes.length - size) {
                throw new EOFException();
            }
            return ByteBuffer.wrap(bytes, (int) offset, (int) size).slice();
        };
    }
}
