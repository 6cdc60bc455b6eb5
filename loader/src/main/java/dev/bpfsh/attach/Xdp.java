// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import dev.bpfsh.kernel.AttachTypes;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.LinkCreate;
import dev.bpfsh.libbpf.LinkHandle;
import dev.bpfsh.libbpf.ProgramHandle;
import java.util.Locale;

/**
 * Packets as they come into a network interface, before the kernel makes anything of them, {@code SEC("xdp")}. Links
 * since Linux v5.9. When the interface goes, the link stays and is attached to nothing.
 *
 * @param interfaceName such as {@code eth0}, in the network namespace of the calling thread
 * @param mode where in the way of the packet
 */
public record Xdp(String interfaceName, Mode mode) implements InterfaceHook {
    /** {@code XDP_FLAGS_*_MODE}. */
    public enum Mode {
        /** In the driver if it can, else generic. */
        ANY(0),
        /** In the kernel's stack, with any driver. */
        GENERIC(1 << 1),
        /** In the driver. */
        DRIVER(1 << 2);

        private final int flag;

        Mode(int flag) {
            this.flag = flag;
        }
    }

    /** The same with any driver. */
    public Xdp generic() {
        return new Xdp(interfaceName, Mode.GENERIC);
    }

    /** The same in the driver, or not at all. */
    public Xdp driver() {
        return new Xdp(interfaceName, Mode.DRIVER);
    }

    /** {@code BPF_LINK_CREATE} with {@code BPF_XDP}. */
    @Override
    public LinkHandle attach(ProgramHandle program) throws ErrnoException {
        int index = new NetworkInterface(interfaceName).index();
        return new LinkCreate(index, AttachTypes.number("xdp"), mode.flag).attach(program);
    }

    @Override
    public String toString() {
        return "xdp/" + interfaceName
                + (mode == Mode.ANY ? "" : " " + mode.name().toLowerCase(Locale.ROOT));
    }
}
