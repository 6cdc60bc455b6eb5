// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;

/** What an iterator's program writes in one run: {@code bpf_iter_create} and {@code read(2)}. */
public final class IteratorOutput extends InputStream {
    private static final int CHUNK = 1 << 16;

    private final int fd;
    private final Lifetime lifetime = new Lifetime("output of an iterator");
    private byte[] chunk = new byte[0];
    private int at;
    private boolean ended;
    private volatile Runnable afterwards = () -> {};

    private IteratorOutput(int fd) {
        this.fd = fd;
    }

    /** Begins a run; nothing happens in the kernel before the first byte is read. */
    public static IteratorOutput open(LinkHandle link) throws ErrnoException {
        var functions = Libbpf.get().group(AttachFunctions.class);
        return link.lifetime.calling(() ->
                new IteratorOutput(Libbpf.checked("bpf_iter_create", functions.bpf_iter_create(link.descriptor()))));
    }

    @Override
    public int read() throws IOException {
        return fill() ? chunk[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, chunk.length - at);
        System.arraycopy(chunk, at, buffer, offset, count);
        at += count;
        return count;
    }

    private boolean fill() throws IOException {
        if (at == chunk.length && !ended) {
            var bytes = new byte[CHUNK];
            chunk = Arrays.copyOf(bytes, next(bytes));
            at = 0;
            ended = chunk.length == 0;
        }
        return at < chunk.length;
    }

    private int next(byte[] bytes) throws IOException {
        while (true) {
            try {
                return lifetime.calling(() -> Libc.read(fd, bytes));
            } catch (ErrnoException e) {
                // EAGAIN: the kernel gives the CPU back after a million objects that the program had no word for.
                if (e.errno() != Errno.EAGAIN && e.errno() != Errno.EINTR) {
                    throw new IOException(e.getMessage(), e);
                }
            }
        }
    }

    /** What is to be done once it is closed. */
    public void whenClosed(Runnable step) {
        afterwards = step;
    }

    /** Ends the run; reading afterwards throws {@link IllegalStateException}. */
    @Override
    public void close() {
        lifetime.end(() -> Libc.close(fd));
        afterwards.run();
    }
}
