// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.PidFd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A Java virtual machine that answers questions, this one or another, as {@code jcmd} asks them but with no second JVM to
 * start: over a socket in the other's temporary folder, whatever its namespaces. It takes the other's user, or root.
 * Source: {@code src/hotspot/os/posix/attachListener_posix.cpp} of OpenJDK.
 */
public final class HotSpot {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int PAUSE_MILLIS = 20;
    private static final int LARGEST_ANSWER = 1 << 24;

    private final int pid;
    private final ProcessStatus status;
    private final Path temporary;

    private HotSpot(int pid, ProcessStatus status) {
        this.pid = pid;
        this.status = status;
        this.temporary = Path.of("/proc", Integer.toString(pid), "root", "tmp");
    }

    /**
     * The JVM that is a process.
     *
     * @throws IOException if there is no such process, it is none, or it was told not to answer
     */
    public static HotSpot of(int pid) throws IOException {
        var status = ProcessStatus.of(pid);
        if (MemoryMapping.of(pid).stream().noneMatch(HotSpot::isLibrary)) {
            throw new IOException("process " + pid + " is no JVM");
        }
        return new HotSpot(pid, status);
    }

    static boolean isLibrary(MemoryMapping mapping) {
        return mapping.isFile() && mapping.fileName().equals("libjvm.so");
    }

    /**
     * Has it carry out a diagnostic command.
     *
     * @param command as {@code jcmd} takes it: {@code VM.version}, {@code Thread.print -l}
     * @return what it answers
     * @throws IOException if it does not answer, or not in time, or does not know the command
     */
    public String command(String command) throws IOException {
        var answer = exchange(listening(), "1\0jcmd\0" + command + "\0\0\0");
        int line = answer.indexOf('\n');
        var text = answer.substring(line + 1).strip();
        if (!answer.substring(0, Math.max(line, 0)).strip().equals("0")) {
            throw new IOException(command + ": "
                    + (text.isEmpty() ? "no answer" : text.lines().findFirst().get()));
        }
        return text;
    }

    /**
     * The names of the methods that it has compiled ({@code Compiler.perfmap}, since JDK 17). The file in between is
     * removed, unless it was there before.
     */
    PerfMap compiled() throws IOException {
        var file = temporary.resolve("perf-" + status.innermostPid() + ".map");
        boolean before = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
        var said = command("Compiler.perfmap");
        try {
            return PerfMap.read(file, status.uid())
                    .orElseThrow(() -> new IOException("it wrote no " + file + ": " + said));
        } finally {
            if (!before) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Whether compiled methods keep the chain of frames, without which nobody else can walk its stacks. */
    boolean keepsFramePointers() throws IOException {
        return command("VM.flags").contains("-XX:+PreserveFramePointer");
    }

    // It listens when it has been asked to: by a file with a certain name, and the signal that makes it look for one.
    private Path listening() throws IOException {
        var socket = temporary.resolve(".java_pid" + status.innermostPid());
        if (isOurs(socket)) {
            return socket;
        }
        var request = temporary.resolve(".attach_pid" + status.innermostPid());
        try {
            createIfMissing(request);
            wake();
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!isOurs(socket)) {
                if (System.nanoTime() > end) {
                    throw new IOException("it does not answer within " + PATIENCE.toSeconds() + " s");
                }
                pause();
            }
            return socket;
        } finally {
            Files.deleteIfExists(request);
        }
    }

    private static void createIfMissing(Path file) throws IOException {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException somebodyElseAsks) {
            return;
        }
    }

    private boolean isOurs(Path socket) throws IOException {
        try {
            int owner = (Integer) Files.getAttribute(socket, "unix:uid", LinkOption.NOFOLLOW_LINKS);
            if (owner != status.uid() && owner != 0) {
                throw new IOException(socket + " belongs to another user than the JVM");
            }
            return true;
        } catch (NoSuchFileException notYet) {
            return false;
        }
    }

    // To a process without a handler the signal would be the end. With -Xrs it has none, and listens from its start on.
    private void wake() throws IOException {
        try (var process = PidFd.open(pid)) {
            if (!ProcessStatus.of(pid).catches(PidFd.SIGQUIT)) {
                throw new IOException("it does not listen for SIGQUIT; it may be starting");
            }
            process.send(PidFd.SIGQUIT);
        } catch (ErrnoException e) {
            throw new IOException("it cannot be asked: " + e.errno().text(), e);
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a JVM was asked");
        }
    }

    private static String exchange(Path socket, String request) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        var answer = new ByteArrayOutputStream();
        var buffer = ByteBuffer.allocate(1 << 16);
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                var selector = Selector.open()) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8)));
            for (int read = 0; read >= 0; read = channel.read(buffer.clear())) {
                answer.write(buffer.array(), 0, read);
                long millis = (end - System.nanoTime()) / 1_000_000;
                if (millis <= 0 || answer.size() > LARGEST_ANSWER || selector.select(millis) == 0) {
                    throw new IOException("it does not answer within " + PATIENCE.toSeconds() + " s");
                }
                selector.selectedKeys().clear();
            }
        }
        return answer.toString(StandardCharsets.UTF_8);
    }
}
