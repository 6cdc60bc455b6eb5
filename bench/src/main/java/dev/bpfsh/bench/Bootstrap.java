// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The script {@code bootstrap}, run as a user runs it, while a shell starts short programs as fast as it can; as
 * {@code bench/c/Bootstrap.c}. What it costs is the process's CPU time in all its threads, the compiler's too, from when
 * the script has attached its programs; the start of the JVM before that is not counted.
 */
final class Bootstrap {
    private static final int TICKS_PER_SECOND = 100;
    private static final int QUIET_MILLIS = 300;

    private static final AtomicLong ROWS = new AtomicLong();

    private Bootstrap() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        var bpfsh = new ProcessBuilder("./bpfsh", "bootstrap")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            var reader = new Thread(() -> count(bpfsh.getInputStream()), "reader");
            reader.setDaemon(true);
            reader.start();
            // The table's head says that the programs are attached.
            while (ROWS.get() == 0) {
                Thread.sleep(10);
            }
            System.out.println("us-per-row-of-first-2000 " + run(bpfsh, 2000));
            System.out.println("us-per-row " + run(bpfsh, 8000));
        } finally {
            // Process.destroy() would close the stream that is being read.
            bpfsh.toHandle().destroy();
            bpfsh.waitFor();
        }
    }

    private static void count(InputStream table) {
        var bytes = new byte[64 << 10];
        try {
            for (int read = table.read(bytes); read >= 0; read = table.read(bytes)) {
                long rows = 0;
                for (int i = 0; i < read; i++) {
                    rows += bytes[i] == '\n' ? 1 : 0;
                }
                ROWS.addAndGet(rows);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until so many short programs have run and are shown; microseconds of CPU for a row. */
    private static double run(Process bpfsh, int count) throws IOException, InterruptedException {
        double begun = cpuSeconds(bpfsh);
        long before = ROWS.get();
        var loop = "i=0; while [ $i -lt " + count + " ]; do /bin/true; i=$((i + 1)); done";
        new ProcessBuilder("sh", "-c", loop).inheritIO().start().waitFor();
        for (long last = -1; last != ROWS.get(); Thread.sleep(QUIET_MILLIS)) {
            last = ROWS.get();
        }
        return (cpuSeconds(bpfsh) - begun) * 1e6 / (ROWS.get() - before);
    }

    // proc(5): behind the name in brackets, utime and stime are the 12th and 13th.
    private static double cpuSeconds(Process process) throws IOException {
        var stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Double.parseDouble(fields[11]) + Double.parseDouble(fields[12])) / TICKS_PER_SECOND;
    }
}
