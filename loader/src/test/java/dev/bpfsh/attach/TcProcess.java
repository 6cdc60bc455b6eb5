// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import dev.bpfsh.loader.BpfObject;
import java.nio.file.Path;

/** Run as a process of its own by {@link PacketHooksTest}: attaches, and ends without closing anything. */
public final class TcProcess {
    private TcProcess() {}

    /** Attaches the program of an object file to {@code lo}. */
    public static void main(String[] arguments) {
        var object = BpfObject.open(Path.of(arguments[0]));
        object.load();
        System.out.println(object.program("on_tc").attach(Hooks.tc("lo", Direction.INGRESS)));
    }
}
