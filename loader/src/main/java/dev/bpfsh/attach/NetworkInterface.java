// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import dev.bpfsh.kernel.Interfaces;
import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.Linux;
import java.util.List;
import java.util.Optional;

/** A network interface by its name, in the network namespace of the calling thread. */
record NetworkInterface(String name) {
    /** The number that the kernel knows it by. */
    int index() throws ErrnoException {
        return Linux.interfaceIndex(name);
    }

    List<String> nearMatches() {
        return Interfaces.near(name);
    }

    Optional<String> absence() {
        try {
            index();
            return Optional.empty();
        } catch (ErrnoException e) {
            return e.errno() == Errno.ENODEV ? Optional.of("there is no network interface " + name) : Optional.empty();
        }
    }
}
