// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.util.Map;
import jnr.ffi.LibraryLoader;
import jnr.ffi.LibraryOption;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import jnr.ffi.types.size_t;
import jnr.ffi.types.ssize_t;

/**
 * Which filters hang on a {@code clsact}, whoever put them there: a dump of {@code RTM_GETTFILTER}, see
 * {@code rtnetlink(7)}, in the calling thread's network namespace.
 */
final class TcFilters {
    /** Public only because JNR implements it from outside. */
    public interface Functions {
        int socket(int domain, int type, int protocol);

        @ssize_t
        long send(int socket, Pointer bytes, @size_t long length, int flags);

        @ssize_t
        long recv(int socket, Pointer bytes, @size_t long length, int flags);
    }

    private static final Functions LIBC = LibraryLoader.loadLibrary(
            Functions.class, Map.of(LibraryOption.LoadNow, true, LibraryOption.SaveError, true), "c");
    private static final Runtime RUNTIME = Runtime.getRuntime(LIBC);

    private static final int AF_NETLINK = 16;
    private static final int SOCK_RAW = 3;
    private static final int NETLINK_ROUTE = 0;

    private static final int NLMSG_DONE = 3;
    private static final int NLM_F_REQUEST_DUMP = 0x301;
    private static final int RTM_NEWTFILTER = 44;
    private static final int RTM_GETTFILTER = 46;
    // TC_H_CLSACT with TC_H_MIN_INGRESS and TC_H_MIN_EGRESS.
    private static final int[] PARENTS = {0xfffffff2, 0xfffffff3};

    /** {@code struct nlmsghdr} and {@code struct tcmsg}. */
    private static final int HEADER = 16;

    private static final int REQUEST = HEADER + 20;
    /** As much as the kernel sends at a time. */
    private static final int ANSWER = 32 << 10;

    private TcFilters() {}

    /** Whether there is any on an interface, at either end; where that cannot be told, there may be. */
    static boolean any(int interfaceIndex) {
        int socket = LIBC.socket(AF_NETLINK, SOCK_RAW | Libc.O_CLOEXEC, NETLINK_ROUTE);
        if (socket < 0) {
            return true;
        }
        try (var scratch = new Scratch(RUNTIME)) {
            for (int parent : PARENTS) {
                if (any(socket, scratch, interfaceIndex, parent)) {
                    return true;
                }
            }
            return false;
        } finally {
            Libc.close(socket);
        }
    }

    private static boolean any(int socket, Scratch scratch, int interfaceIndex, int parent) {
        var request = scratch.zeroed(REQUEST);
        request.putInt(0, REQUEST);
        request.putShort(4, (short) RTM_GETTFILTER);
        request.putShort(6, (short) NLM_F_REQUEST_DUMP);
        request.putInt(HEADER + 4, interfaceIndex);
        request.putInt(HEADER + 12, parent);
        if (LIBC.send(socket, request, REQUEST, 0) != REQUEST) {
            return true;
        }
        var answer = scratch.zeroed(ANSWER);
        while (true) {
            long length = LIBC.recv(socket, answer, ANSWER, 0);
            for (long at = 0; at + HEADER <= length; at += answer.getInt(at) + 3 & -4) {
                int type = Short.toUnsignedInt(answer.getShort(at + 4));
                if (type == NLMSG_DONE) {
                    return false;
                } else if (type == RTM_NEWTFILTER || answer.getInt(at) < HEADER) {
                    return true;
                }
            }
            if (length < HEADER) {
                return true;
            }
        }
    }
}
