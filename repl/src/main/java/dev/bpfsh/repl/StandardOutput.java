// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Standard output that ends the process once nobody can be written to any more: {@code bpfsh x | head -1}. A
 * {@link PrintStream} keeps such a failure to itself, and a script would print into the void for ever.
 */
final class StandardOutput extends FilterOutputStream {
    // What a shell reports of a program that SIGPIPE ended.
    private static final int BROKEN_PIPE = 141;

    private final AtomicBoolean leaving = new AtomicBoolean();

    private StandardOutput(OutputStream out) {
        super(out);
    }

    /** Puts it in the place of {@code System.out}. */
    static void install() {
        var encoding = System.getProperty("stdout.encoding", System.getProperty("native.encoding", "UTF-8"));
        var out = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        System.setOut(new PrintStream(out, true, Charset.forName(encoding)));
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            leave(e);
            throw e;
        }
    }

    // On a thread of its own: the one that writes holds the stream's lock, which those that close things may want.
    private void leave(IOException e) {
        if (leaving.getAndSet(true)) {
            return;
        }
        boolean nobodyReads = String.valueOf(e.getMessage()).contains("Broken pipe");
        if (!nobodyReads) {
            System.err.println("bpfsh: standard output: " + e.getMessage());
        }
        new Thread(() -> System.exit(nobodyReads ? BROKEN_PIPE : 1), "bpfsh-broken-pipe").start();
    }
}
