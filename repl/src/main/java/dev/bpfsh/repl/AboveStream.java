// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;

/**
 * What {@code System.out} writes to while the prompt lives: straight through while a snippet runs, whole lines to
 * {@link Above} while a line is being typed.
 */
final class AboveStream extends OutputStream {
    /** How long an unfinished line may wait for its end before it is shown as it is. */
    static final long PATIENCE_NANOS = 1_000_000_000L;

    private static final int LONGEST = 64 * 1024;

    private final Above above;
    private final Charset charset;
    private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
    private long lastWrite;

    AboveStream(Above above, Charset charset) {
        this.above = above;
        this.charset = charset;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        if (length == 0 || !above.isReading() && above.direct(bytes, from, length)) {
            return;
        }
        String lines;
        synchronized (this) {
            int end = from + length;
            while (end > from && bytes[end - 1] != '\n') {
                end--;
            }
            lines = "";
            if (end > from) {
                unfinished.write(bytes, from, end - from);
                lines = take();
            }
            unfinished.write(bytes, end, from + length - end);
            lastWrite = System.nanoTime();
            if (unfinished.size() > LONGEST) {
                lines += take();
            }
        }
        if (lines.isEmpty()) {
            above.wake();
        } else {
            above.gather(lines);
        }
    }

    /** Gives up waiting for the end of a line that nobody wrote to for {@code nanos}. */
    void settle(long nanos) {
        String line;
        synchronized (this) {
            if (unfinished.size() == 0) {
                return;
            }
            line = System.nanoTime() - lastWrite >= nanos ? take() : "";
        }
        if (line.isEmpty()) {
            above.wake();
        } else {
            above.gather(line);
        }
    }

    private String take() {
        String text = unfinished.toString(charset);
        unfinished.reset();
        return text;
    }
}
