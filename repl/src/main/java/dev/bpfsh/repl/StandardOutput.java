// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.host.ExitStatus;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Standard output that ends the process once nobody can be written to any more: {@code bpfsh x | head -1}. A
 * {@link PrintStream} keeps such a failure to itself, and a script would print into the void for ever.
 */
final class StandardOutput extends FilterOutputStream {
    // What a shell reports of a program that SIGPIPE ended.
    private static final int BROKEN_PIPE = 141;

    /** What the process ends with because of it; 0 as long as everything could be written. */
    private static final AtomicInteger FAILED = new AtomicInteger();

    private StandardOutput(OutputStream out) {
        super(out);
    }

    /** Puts it in the place of {@code System.out}; both streams take the letters that a person's terminal has. */
    static void install() {
        var charset = LocaleCharset.get();
        var out = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        System.setOut(new PrintStream(out, true, charset));
        System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, charset));
    }

    /** What the process is to end with: that, unless something could not be written. */
    static int status(int otherwise) {
        int failed = FAILED.get();
        return failed == 0 ? otherwise : failed;
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
        boolean nobodyReads = String.valueOf(e.getMessage()).contains("Broken pipe");
        int status = nobodyReads ? BROKEN_PIPE : ExitStatus.UNCAUGHT;
        if (!FAILED.compareAndSet(0, status)) {
            return;
        }
        if (!nobodyReads) {
            System.err.println("bpfsh: standard output: " + e.getMessage());
        }
        new Thread(() -> System.exit(status), "bpfsh-broken-pipe").start();
    }
}
