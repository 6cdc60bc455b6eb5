// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import dev.bpfsh.libbpf.BpfException;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Commands of the system's shell. */
public final class SystemShell {
    private static final int LAST = 10;

    private SystemShell() {}

    /**
     * What runs a command. Where no {@code bpfsh} is on the path, as in a checkout, the word means the one that runs
     * here.
     */
    public static ProcessBuilder command(String command) {
        var builder = new ProcessBuilder("sh", "-c", command);
        var home = System.getProperty("bpfsh.home");
        if (home != null) {
            // Where there is no path sh has its own, which ours would replace.
            builder.environment().computeIfPresent("PATH", (name, path) -> path + File.pathSeparator + home);
        }
        return builder;
    }

    /** The lines that a command writes to its standard output. */
    static List<String> lines(String command) throws InterruptedException {
        if (command.indexOf('\0') >= 0) {
            throw failed(command, "a command has no NUL in it", List.of());
        }
        var builder = command(command).redirectInput(new File("/dev/null"));
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw failed(command, String.valueOf(e.getMessage()), List.of());
        }
        try {
            var errors = reader(process.errorReader(StandardCharsets.UTF_8));
            var lines = reader(process.inputReader(StandardCharsets.UTF_8));
            var output = lines.get();
            int status = process.waitFor();
            var said = errors.get();
            if (status != 0) {
                throw failed(command, "exit status " + status, said);
            }
            said.forEach(System.err::println);
            return output;
        } catch (ExecutionException e) {
            throw failed(command, String.valueOf(e.getCause().getMessage()), List.of());
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }

    private static FutureTask<List<String>> reader(BufferedReader from) {
        var task = new FutureTask<List<String>>(() -> {
            var lines = new ArrayList<String>();
            for (var line = from.readLine(); line != null; line = from.readLine()) {
                lines.add(line);
            }
            return lines;
        });
        var thread = new Thread(task, "bpfsh-sh");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private static BpfException failed(String command, String why, List<String> said) {
        return new BpfException(
                "sh",
                command.replace('\0', '?'),
                why,
                null,
                said.subList(Math.max(0, said.size() - LAST), said.size()),
                null);
    }
}
