// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.time.Duration;
import java.util.Map;
import jnr.ffi.LastError;
import jnr.ffi.LibraryLoader;
import jnr.ffi.LibraryOption;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/** A socket of IPv4 on the loopback interface whose descriptor is known, which Java's are not. */
public final class TestSocket implements AutoCloseable {
    private static final int AF_INET = 2;
    private static final int STREAM = 1;
    private static final int DATAGRAM = 2;
    private static final int SOL_SOCKET = 1;
    private static final int SO_REUSEPORT = 15;
    private static final int MSG_DONTWAIT = 0x40;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration AT_ONCE = Duration.ofMillis(200);
    private static final TestLibc LIBC = TestLibc.CALLS;
    private static final Runtime RUNTIME = Runtime.getRuntime(LIBC);

    private final int fd;

    private TestSocket(int fd) {
        this.fd = fd;
    }

    public static TestSocket udp() {
        return new TestSocket(LIBC.socket(AF_INET, DATAGRAM, 0));
    }

    public static TestSocket tcp() {
        return new TestSocket(LIBC.socket(AF_INET, STREAM, 0));
    }

    public int fd() {
        return fd;
    }

    /** The same socket under another number, {@code dup2(2)}. */
    public TestSocket renumbered(int number) {
        if (fd != number) {
            LIBC.dup2(fd, number);
            close();
        }
        return new TestSocket(number);
    }

    public TestSocket reusePort() {
        var one = Memory.allocateDirect(RUNTIME, Integer.BYTES, true);
        one.putInt(0, 1);
        LIBC.setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, one, Integer.BYTES);
        return this;
    }

    private static Pointer address(int port) {
        var address = Memory.allocateDirect(RUNTIME, 16, true);
        address.putShort(0, (short) AF_INET);
        address.putByte(2, (byte) (port >> 8));
        address.putByte(3, (byte) port);
        address.putByte(4, (byte) 127);
        address.putByte(7, (byte) 1);
        return address;
    }

    /** Answers 0, or what {@code errno} says. */
    private static int answer(int result) {
        return result < 0 ? LastError.getLastError(RUNTIME) : 0;
    }

    public int bind(int port) {
        return answer(LIBC.bind(fd, address(port), 16));
    }

    public int connect(int port) {
        return answer(LIBC.connect(fd, address(port), 16));
    }

    /** {@code bpf_map_update_elem}: puts it at index 0 of a map of sockets. */
    public int putInto(int map) {
        var key = Memory.allocateDirect(RUNTIME, Integer.BYTES, true);
        var value = Memory.allocateDirect(RUNTIME, Long.BYTES, true);
        value.putLong(0, fd);
        return answer(Maps.CALLS.bpf_map_update_elem(map, key, value, 0));
    }

    /** libbpf's. */
    public interface Maps {
        Maps CALLS = LibraryLoader.loadLibrary(
                Maps.class, Map.of(LibraryOption.LoadNow, true, LibraryOption.SaveError, true), "libbpf.so.1");

        int bpf_map_update_elem(int map, Pointer key, Pointer value, long flags);
    }

    public int listen() {
        return answer(LIBC.listen(fd, 8));
    }

    public TestSocket accept() {
        return new TestSocket(LIBC.accept(fd, null, null));
    }

    public int send(String text) {
        var bytes = Memory.allocateDirect(RUNTIME, text.length() + 1, true);
        bytes.put(0, text.getBytes(), 0, text.length());
        return answer(LIBC.send(fd, bytes, text.length(), 0));
    }

    /** What arrives, for which it waits. */
    public String receive() throws InterruptedException {
        return receive(PATIENCE);
    }

    /** What is there or comes at once; empty where nothing does, as of what was dropped. */
    public String receiveIfAny() throws InterruptedException {
        return receive(AT_ONCE);
    }

    private String receive(Duration patience) throws InterruptedException {
        var bytes = Memory.allocateDirect(RUNTIME, 256, true);
        for (long end = System.nanoTime() + patience.toNanos(); System.nanoTime() < end; ) {
            int count = LIBC.recv(fd, bytes, 256, MSG_DONTWAIT);
            if (count > 0) {
                var text = new byte[count];
                bytes.get(0, text, 0, count);
                return new String(text);
            }
            Thread.sleep(10);
        }
        return "";
    }

    @Override
    public void close() {
        LIBC.close(fd);
    }
}
