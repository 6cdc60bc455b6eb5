// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jnr.ffi.LibraryLoader;
import jnr.ffi.LibraryOption;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import jnr.ffi.types.size_t;
import jnr.ffi.types.ssize_t;

/** A list that the kernel gives over {@code netlink(7)}, in the calling thread's network namespace. */
final class NetlinkDump {
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

    private static final int NLMSG_ERROR = 2;
    private static final int NLMSG_DONE = 3;
    private static final int NLM_F_REQUEST_DUMP = 0x301;
    /** {@code NLA_F_NESTED} and {@code NLA_F_NET_BYTEORDER} are not part of an attribute's type. */
    private static final int NLA_TYPE_MASK = 0x3fff;

    /** {@code struct nlmsghdr}. */
    private static final int HEADER = 16;
    /** As much as the kernel sends at a time. */
    private static final int ANSWER = 32 << 10;

    private NetlinkDump() {}

    /**
     * Asks for a list of {@code rtnetlink(7)}.
     *
     * @param request such as {@code RTM_GETTFILTER}
     * @param body the struct that follows the header, such as {@code struct tcmsg}
     * @param answer such as {@code RTM_NEWTFILTER}
     * @return what follows the header in each answer of that type
     */
    static List<ByteBuffer> ask(int request, byte[] body, int answer) throws ErrnoException {
        int socket = Linux.checked("socket", LIBC.socket(AF_NETLINK, SOCK_RAW | Libc.O_CLOEXEC, NETLINK_ROUTE));
        try (var scratch = new Scratch(RUNTIME)) {
            var asked = scratch.zeroed(HEADER + body.length);
            asked.putInt(0, HEADER + body.length);
            asked.putShort(4, (short) request);
            asked.putShort(6, (short) NLM_F_REQUEST_DUMP);
            asked.put(HEADER, body, 0, body.length);
            Linux.checked("send", LIBC.send(socket, asked, HEADER + body.length, 0));
            var messages = new ArrayList<ByteBuffer>();
            var received = scratch.zeroed(ANSWER);
            boolean more = true;
            while (more) {
                var bytes = new byte[Linux.checked("recv", LIBC.recv(socket, received, ANSWER, 0))];
                received.get(0, bytes, 0, bytes.length);
                more = take(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()), answer, messages);
            }
            return messages;
        } finally {
            Libc.close(socket);
        }
    }

    /** Whether more is to come. */
    private static boolean take(ByteBuffer received, int wanted, List<ByteBuffer> messages) throws ErrnoException {
        if (!received.hasRemaining()) {
            throw ErrnoException.of("recv", Errno.EIO);
        }
        while (received.remaining() >= HEADER) {
            int at = received.position();
            int length = received.getInt(at);
            int type = Short.toUnsignedInt(received.getShort(at + 4));
            if (length < HEADER || length > received.remaining()) {
                throw ErrnoException.of("recv", Errno.EIO);
            }
            var body = part(received, at + HEADER, length - HEADER);
            if (type == NLMSG_DONE) {
                return false;
            } else if (type == NLMSG_ERROR) {
                throw new ErrnoException("netlink", body.remaining() < Integer.BYTES ? -1 : body.getInt(0));
            } else if (type == wanted) {
                messages.add(body);
            }
            received.position(Math.min(at + aligned(length), received.limit()));
        }
        return true;
    }

    /**
     * The attribute of a type among those ({@code struct nlattr}) that begin at a place; no bytes where there is none.
     */
    static ByteBuffer attribute(ByteBuffer message, int from, int type) {
        int at = from;
        while (at + 4 <= message.limit()) {
            int length = Short.toUnsignedInt(message.getShort(at));
            if (length < 4 || length > message.limit() - at) {
                break;
            }
            if ((message.getShort(at + 2) & NLA_TYPE_MASK) == type) {
                return part(message, at + 4, length - 4);
            }
            at += aligned(length);
        }
        return part(message, 0, 0);
    }

    private static ByteBuffer part(ByteBuffer whole, int from, int length) {
        return whole.slice(from, length).order(ByteOrder.nativeOrder());
    }

    private static int aligned(int length) {
        return length + 3 & -4;
    }
}
