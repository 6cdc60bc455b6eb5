// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.bench;

import dev.bpfsh.libbpf.Libbpf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/** What was measured on. */
final class Machine {
    private Machine() {}

    /** A paragraph. */
    static String description() throws IOException, InterruptedException {
        double gib = Double.parseDouble(first("/proc/meminfo", "MemTotal: *([0-9]+)")) / (1 << 20);
        return "Measured on %s (UTC): %s, %d CPUs, %.0f GiB; %s, Linux %s; libbpf %s, %s, %s, %s. Load when it began: %s."
                .formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        first("/proc/cpuinfo", "model name\\s*: (.*)"),
                        Runtime.getRuntime().availableProcessors(),
                        gib,
                        first("/etc/os-release", "PRETTY_NAME=\"(.*)\""),
                        System.getProperty("os.version"),
                        Libbpf.get().version(),
                        version("bpftrace"),
                        version("clang"),
                        version("bpftool"),
                        load());
    }

    /** How many processes wanted a CPU during the last minute. */
    static String load() throws IOException {
        return first("/proc/loadavg", "([0-9.]+)");
    }

    private static String first(String file, String pattern) throws IOException {
        var found = Pattern.compile("^" + pattern, Pattern.MULTILINE).matcher(Files.readString(Path.of(file)));
        return found.find() ? found.group(1) : "?";
    }

    private static String version(String program) throws IOException, InterruptedException {
        var process = new ProcessBuilder(program, "--version")
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        var found = Pattern.compile("[0-9]+(\\.[0-9]+)+").matcher(said);
        return program + " " + (found.find() ? found.group() : "?");
    }
}
