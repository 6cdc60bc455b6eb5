// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Packets and connections from this process to itself. */
final class Traffic {
    private Traffic() {}

    /** Sends five bytes by UDP; whether somebody listens does not matter. */
    static void datagram(String address, int port) throws IOException {
        var to = InetAddress.getByName(address);
        try (var socket = new DatagramSocket(0, to)) {
            socket.send(new DatagramPacket("hello".getBytes(), 5, to, port));
        }
    }

    /**
     * A connection that lives for a while, in which the client sends and then closes first.
     *
     * @return the client's port
     */
    static int connection(String address, int port, int bytes, int millis) throws Exception {
        var to = InetAddress.getByName(address);
        try (var server = new ServerSocket(port, 1, to);
                var client = new Socket(to, port);
                var accepted = server.accept()) {
            client.getOutputStream().write(new byte[bytes]);
            accepted.getInputStream().readNBytes(bytes);
            Thread.sleep(millis);
            int own = client.getLocalPort();
            client.shutdownOutput();
            accepted.getInputStream().readAllBytes();
            return own;
        }
    }
}
