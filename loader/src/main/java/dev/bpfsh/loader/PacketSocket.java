// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.kernel.Capabilities;
import dev.bpfsh.kernel.Interface;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.CommandLine;
import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.PacketDescriptor;
import dev.bpfsh.libbpf.PermissionDenied;
import dev.bpfsh.libbpf.Topic;
import dev.bpfsh.libbpf.UnsupportedByKernel;
import java.util.List;

/**
 * A raw socket that gets a copy of each packet of a network interface, from the header of Ethernet on, whichever way it
 * goes: what a program of {@code SEC("socket")} filters. See {@code packet(7)}.
 *
 * <pre>{@code
 * var socket = PacketSocket.open("lo");
 * program.attach(socketFilter(socket.fd()));
 * }</pre>
 *
 * <p>Nobody reads it: a filter that returns 0 keeps its queue empty. The socket ends with {@link #close}, with the
 * session, or with the process, and the program's place with it. The interface does not become promiscuous.
 */
public final class PacketSocket implements AutoCloseable {
    private final String interfaceName;
    private final PacketDescriptor descriptor;

    private PacketSocket(String interfaceName, PacketDescriptor descriptor) {
        this.interfaceName = interfaceName;
        this.descriptor = descriptor;
    }

    /**
     * Opens it.
     *
     * @param interfaceName in the network namespace of the calling thread
     * @throws BpfException if there is no such interface, and names that are near are offered; or it cannot be opened
     * @throws PermissionDenied without CAP_NET_RAW
     * @throws UnsupportedByKernel if the kernel has no such sockets
     */
    public static PacketSocket open(String interfaceName) {
        int index = Interface.named(interfaceName).index();
        try {
            var descriptor = PacketDescriptor.open(index, "packet socket of " + interfaceName);
            return Session.current().own(new PacketSocket(interfaceName, descriptor));
        } catch (ErrnoException e) {
            throw failed(interfaceName, e.errno());
        }
    }

    private static BpfException failed(String interfaceName, Errno errno) {
        var target = "packet socket of " + interfaceName;
        return switch (errno) {
            case EPERM, EACCES ->
                new PermissionDenied(
                        "open",
                        target,
                        "this process may not open raw sockets",
                        errno,
                        List.of("missing: "
                                + String.join(" ", Capabilities.current().missing("CAP_NET_RAW"))),
                        CommandLine.asRoot());
            case EAFNOSUPPORT, EPROTONOSUPPORT ->
                new UnsupportedByKernel(
                        "open",
                        target,
                        "the kernel has no packet sockets (CONFIG_PACKET)",
                        errno,
                        List.of(),
                        "modprobe af_packet, where it is a module");
            default -> new BpfException("open", target, errno.text(), errno, List.of(), null).about(Topic.PACKETS);
        };
    }

    /** The interface whose packets come here. */
    public String interfaceName() {
        return interfaceName;
    }

    /**
     * The descriptor in this process, for {@code socketFilter(fd)}.
     *
     * @throws IllegalStateException if it is closed
     */
    public int fd() {
        return descriptor.fd();
    }

    /** Closes the socket; a program that is attached to it is not run any more. */
    @Override
    public void close() {
        descriptor.close();
        Session.current().disown(this);
    }

    @Override
    public String toString() {
        return "packet socket of " + interfaceName;
    }
}
