// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Where text goes into a pipe: without the escapes that colour it. That nobody reads it any more is told once, as SIGPIPE
 * tells it to a process.
 */
final class PipeEnd extends FilterOutputStream {
    private static final int ESCAPE = 0x1b;

    private final Runnable nobodyReads;
    private boolean told;
    private int escaped;

    PipeEnd(OutputStream out, Runnable nobodyReads) {
        super(out);
        this.nobodyReads = nobodyReads;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream(length);
        for (int i = from; i < from + length; i++) {
            if (!colours(bytes[i])) {
                plain.write(bytes[i]);
            }
        }
        try {
            plain.writeTo(out);
        } catch (IOException e) {
            gone();
            throw e;
        }
    }

    /** Whether a byte belongs to a Select Graphic Rendition, {@code ESC [ 1 ; 31 m}. */
    private boolean colours(byte b) {
        boolean belongs = escaped == 0 ? b == ESCAPE : escaped == 1 ? b == '[' : b >= '0' && b <= ';' || b == 'm';
        escaped = belongs && b != 'm' ? Math.min(2, escaped + 1) : 0;
        return belongs;
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            gone();
            throw e;
        }
    }

    private void gone() {
        if (!told) {
            told = true;
            nobodyReads.run();
        }
    }
}
