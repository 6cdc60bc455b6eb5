// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * A network, a BPF file system and a folder for temporary files of a test's own, with somebody inside who does a little
 * of everything a few times a second: runs programs, writes and deletes files, sends packets and signals. What bpfsh leaves behind
 * there is its own, and nobody else is disturbed.
 */
public final class Sandbox implements AutoCloseable {
    /** Ends with standard input, which is ours: nothing stays when this JVM is killed. */
    private static final String INSIDE = """
            ip link set lo up && mount -t bpf bpf /sys/fs/bpf || exit
            echo ready
            while true; do
                /bin/true
                echo packet >/dev/udp/127.0.0.1/9
                : </dev/tcp/127.0.0.1/9
                echo file >"$0"
                sync -d "$0"
                rm "$0"
                kill -URG $$
                read -r -t 0.2
                [ $? -gt 128 ] || exit 0
            done
            """;

    /** Interfaces, queueing disciplines, filters, pinned files, temporary files. */
    private static final String STATE = """
            ip -o link
            tc qdisc
            for at in ingress egress; do tc filter show dev lo $at 2>/dev/null; done
            find /sys/fs/bpf "$0" -mindepth 1
            """;

    private final Process inside;
    private final Path temporary;
    private final Path javaHome;

    private Sandbox(Process inside, Path temporary, Path javaHome) {
        this.inside = inside;
        this.temporary = temporary;
        this.javaHome = javaHome;
    }

    /**
     * Makes one.
     *
     * @param folder where its files can be, a test's own
     */
    public static Sandbox open(Path folder) throws IOException {
        var temporary = Files.createDirectory(folder.resolve("tmp"));
        var javaHome = javaHome(folder.resolve("java"), temporary);
        var written = folder.resolve("written").toString();
        var builder = new ProcessBuilder("unshare", "--net", "--mount", "bash", "-c", INSIDE, written);
        builder.redirectError(Path.of("/dev/null").toFile());
        builder.environment().put("PATH", path());
        var inside = builder.start();
        if (inside.inputReader().readLine() == null) {
            throw new AssertionError("no network namespace can be made here");
        }
        return new Sandbox(inside, temporary, javaHome);
    }

    /** The JDK of this test, which keeps its temporary files in that folder. */
    private static Path javaHome(Path folder, Path temporary) throws IOException {
        var real = Path.of(System.getProperty("java.home"));
        Files.createDirectories(folder.resolve("bin"));
        Files.copy(real.resolve("release"), folder.resolve("release"));
        var java = Files.writeString(folder.resolve("bin/java"), """
                #!/bin/sh
                exec '%s/bin/java' '-Djava.io.tmpdir=%s' "$@"
                """.formatted(real, temporary));
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return folder;
    }

    /** Lets bpfsh run inside. */
    public Bpfsh inside(Bpfsh bpfsh) {
        return bpfsh.env("JAVA_HOME", javaHome.toString())
                .env("TMPDIR", temporary.toString())
                .under(enter().toArray(String[]::new));
    }

    private List<String> enter() {
        return List.of("nsenter", "--target", Long.toString(inside.pid()), "--net", "--mount");
    }

    /** What could be left in it, a line each. */
    public List<String> state() {
        try {
            var command = new ArrayList<>(enter());
            command.addAll(List.of("sh", "-c", STATE, temporary.toString()));
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("PATH", path());
            var said = builder.start().getInputStream().readAllBytes();
            // What a killed compilation leaves the next one removes: that has a test of its own.
            return new String(said, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.contains("/bpfsh-compile"))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError("cannot look into the sandbox", e);
        }
    }

    private static String path() {
        return System.getenv("PATH") + ":/usr/sbin:/sbin";
    }

    @Override
    public void close() {
        inside.descendants().forEach(ProcessHandle::destroyForcibly);
        inside.destroyForcibly().onExit().join();
    }
}
