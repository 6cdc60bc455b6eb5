// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.suite;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** What a process writes to one of its streams: all of it read, and as much kept as anybody wants to read. */
final class Captured {
    private static final int MOST = 1 << 20;
    private static final int PIECE = 1 << 13;
    private static final long PATIENCE_MILLIS = 1_000;

    private final InputStream from;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final Thread reader = new Thread(this::read, "bpfsh-captured");
    private long dropped;

    Captured(InputStream from) {
        this.from = from;
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (from) {
            byte[] piece = new byte[PIECE];
            for (int length = from.read(piece); length >= 0; length = from.read(piece)) {
                keep(piece, length);
            }
        } catch (IOException closed) {
            // What was read until then is what there is.
            return;
        }
    }

    private synchronized void keep(byte[] piece, int length) {
        int room = Math.min(length, MOST - kept.size());
        kept.write(piece, 0, room);
        dropped += length - room;
    }

    /** All of it, once the process has ended. A process that it has left behind may hold the stream: it is not waited for. */
    String text() {
        try {
            reader.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            return kept.toString(StandardCharsets.UTF_8) + (dropped > 0 ? "\n... (" + dropped + " more bytes)\n" : "");
        }
    }
}
