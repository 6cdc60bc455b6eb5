// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.nio.ByteOrder;
import java.util.Map;
import jnr.ffi.LibraryLoader;
import jnr.ffi.LibraryOption;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import jnr.ffi.types.socklen_t;

/** A raw socket of {@code packet(7)}, to which one interface's packets of every protocol come. */
public final class PacketDescriptor implements AutoCloseable {
    /** Public only because JNR implements it from outside. */
    public interface Functions {
        int socket(int domain, int type, int protocol);

        int bind(int socket, Pointer address, @socklen_t int length);
    }

    private static final Functions LIBC = LibraryLoader.loadLibrary(
            Functions.class, Map.of(LibraryOption.LoadNow, true, LibraryOption.SaveError, true), "c");
    private static final Runtime RUNTIME = Runtime.getRuntime(LIBC);

    private static final int AF_PACKET = 17;
    private static final int SOCK_RAW = 3;
    private static final short ETH_P_ALL = 3;
    /** {@code struct sockaddr_ll}: the family 0, the protocol 2, the interface 4. */
    private static final int ADDRESS_SIZE = 20;

    private final Lifetime lifetime;
    private final int fd;

    private PacketDescriptor(int fd, String name) {
        this.fd = fd;
        this.lifetime = new Lifetime(name);
    }

    /**
     * Opens it.
     *
     * @param interfaceIndex in the network namespace of the calling thread
     * @param name for errors
     */
    public static PacketDescriptor open(int interfaceIndex, String name) throws ErrnoException {
        // Without a protocol nothing comes: not from other interfaces either, until it is bound to one.
        int fd = Linux.checked("socket", LIBC.socket(AF_PACKET, SOCK_RAW | Libc.O_CLOEXEC | Libc.O_NONBLOCK, 0));
        try (var scratch = new Scratch(RUNTIME);
                var undo = new Undo()) {
            undo.add(() -> Libc.close(fd));
            var address = scratch.zeroed(ADDRESS_SIZE);
            address.putShort(0, (short) AF_PACKET);
            address.putShort(2, networkOrder(ETH_P_ALL));
            address.putInt(4, interfaceIndex);
            Linux.checked("bind", LIBC.bind(fd, address, ADDRESS_SIZE));
            undo.forget();
            return new PacketDescriptor(fd, name);
        }
    }

    private static short networkOrder(short host) {
        return ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? host : Short.reverseBytes(host);
    }

    /**
     * Its number in this process.
     *
     * @throws IllegalStateException if it is closed
     */
    public int fd() {
        return lifetime.during(() -> fd);
    }

    @Override
    public void close() {
        lifetime.end(() -> Libc.close(fd));
    }
}
