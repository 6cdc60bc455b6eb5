// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Which filters hang on a {@code clsact}, whoever put them there: a dump of {@code RTM_GETTFILTER}, see
 * {@code rtnetlink(7)}, in the calling thread's network namespace.
 */
public final class TcFilters {
    private static final int RTM_NEWTFILTER = 44;
    private static final int RTM_GETTFILTER = 46;
    // TC_H_CLSACT with TC_H_MIN_INGRESS and TC_H_MIN_EGRESS.
    private static final int PARENT_OF_INGRESS = 0xfffffff2;
    private static final int PARENT_OF_EGRESS = 0xfffffff3;

    /** {@code struct tcmsg}: the interface 4, the handle 8, the parent 12, priority and protocol 16. */
    private static final int TCMSG = 20;

    private static final int TCA_KIND = 1;
    private static final int TCA_OPTIONS = 2;
    private static final int TCA_BPF_NAME = 7;
    private static final int TCA_BPF_ID = 11;

    /**
     * A filter that is a program.
     *
     * @param filter where it is
     * @param name {@code PROGRAM:[ID]} where libbpf made it, {@code FILE:[SECTION]} where {@code tc(8)} did
     * @param programId of the program
     */
    public record Found(TcFilter filter, String name, int programId) {
        /** Whether {@code bpf_tc_attach} made it of a program of that name, of which the kernel keeps 15 bytes. */
        public boolean isOf(String program) {
            var bytes = program.getBytes(StandardCharsets.UTF_8);
            var kept = new String(bytes, 0, Math.min(bytes.length, 15), StandardCharsets.UTF_8);
            return name.equals(kept + ":[" + Integer.toUnsignedString(programId) + "]");
        }
    }

    private TcFilters() {}

    /** Whether there is any on an interface, at either end; where that cannot be told, there may be. */
    static boolean any(int interfaceIndex) {
        try {
            return !dump(interfaceIndex, PARENT_OF_INGRESS).isEmpty()
                    || !dump(interfaceIndex, PARENT_OF_EGRESS).isEmpty();
        } catch (ErrnoException unknown) {
            return true;
        }
    }

    /**
     * Those that are programs.
     *
     * @param point {@link TcFilter#INGRESS} or {@link TcFilter#EGRESS}
     */
    public static List<Found> programs(int interfaceIndex, int point) throws ErrnoException {
        var found = new ArrayList<Found>();
        for (var message : dump(interfaceIndex, point == TcFilter.INGRESS ? PARENT_OF_INGRESS : PARENT_OF_EGRESS)) {
            var options = NetlinkDump.attribute(message, TCMSG, TCA_OPTIONS);
            var id = NetlinkDump.attribute(options, 0, TCA_BPF_ID);
            if (text(NetlinkDump.attribute(message, TCMSG, TCA_KIND)).equals("bpf") && id.remaining() == 4) {
                var filter = new TcFilter(interfaceIndex, point, message.getInt(8), message.getInt(16) >>> 16);
                found.add(new Found(filter, text(NetlinkDump.attribute(options, 0, TCA_BPF_NAME)), id.getInt(0)));
            }
        }
        return found;
    }

    private static List<ByteBuffer> dump(int interfaceIndex, int parent) throws ErrnoException {
        var request = ByteBuffer.allocate(TCMSG).order(ByteOrder.nativeOrder());
        request.putInt(4, interfaceIndex).putInt(12, parent);
        return NetlinkDump.ask(RTM_GETTFILTER, request.array(), RTM_NEWTFILTER).stream()
                .filter(message -> message.remaining() >= TCMSG)
                .toList();
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes).toString().replace("\0", "");
    }
}
