// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

/** Writes where every process with a ring buffer's map may write. */
public final class ConsumerPosition {
    private ConsumerPosition() {}

    public static void write(int map, long position) {
        try {
            var page = Mapping.of(map, 0, Linux.pageSize(), true);
            Mapping.LONGS.setRelease(page.bytes(), 0, position);
            page.unmap();
        } catch (ErrnoException e) {
            throw new IllegalStateException(e);
        }
    }
}
