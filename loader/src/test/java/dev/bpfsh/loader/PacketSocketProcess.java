// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.libbpf.BpfException;

/** Run as a process of its own by {@link PacketSocketTest}, where rights are missing. */
public final class PacketSocketProcess {
    private PacketSocketProcess() {}

    /** Prints how opening a socket of an interface goes. */
    public static void main(String[] arguments) {
        try (var socket = PacketSocket.open(arguments[0])) {
            System.out.println(socket);
        } catch (BpfException refused) {
            System.out.println(refused.getClass().getSimpleName() + ": " + refused.getMessage());
        }
    }
}
