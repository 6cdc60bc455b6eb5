// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.libbpf.RunRequest;
import dev.bpfsh.libbpf.Topic;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a test run of a type of program takes and gives; source: the kernel's {@code net/bpf/test_run.c}. */
enum TestInput {
    /** A packet goes in and out, and maybe a context. */
    PACKET("a packet: data(byte[]), at least an Ethernet header of 14 bytes"),
    /** A packet goes in; out come flow keys, or nothing. */
    PACKET_IN("a packet: data(byte[]), at least an Ethernet header of 14 bytes, and no context"),
    /** A context goes in and out. */
    CONTEXT("a context: context(...), and no data"),
    /** A context goes in, and cannot be told to run often. */
    CONTEXT_IN("a context: context(...), as long as what the program reads; no data, and no repeat"),
    /** The kernel knows of no way, or of one that we do not know. */
    OTHER("");

    private static final Set<String> PACKETS = Set.of(
            "xdp",
            "sched_cls",
            "sched_act",
            "socket_filter",
            "cgroup_skb",
            "lwt_in",
            "lwt_out",
            "lwt_xmit",
            "lwt_seg6local");
    private static final int FLOW_KEYS = 56;
    private static final int GROWTH = 4096;
    private static final int ETHERNET_HEADER = 14;

    private final String needed;

    TestInput(String needed) {
        this.needed = needed;
    }

    static TestInput of(String type) {
        if (PACKETS.contains(type)) {
            return PACKET;
        }
        return switch (type) {
            case "flow_dissector", "netfilter" -> PACKET_IN;
            case "sk_lookup" -> CONTEXT;
            case "raw_tracepoint", "raw_tracepoint_writable", "syscall" -> CONTEXT_IN;
            default -> OTHER;
        };
    }

    int dataRoom(int length) {
        return switch (this) {
            case PACKET -> length + GROWTH;
            case PACKET_IN -> FLOW_KEYS;
            default -> 0;
        };
    }

    int contextRoom(int length) {
        return this == PACKET || this == CONTEXT ? length : 0;
    }

    BpfException failed(BpfProgram program, RunRequest request, Errno errno) {
        var target = program.object().name() + "." + program.name();
        if (errno == Errno.ENOTSUPP || errno == Errno.EOPNOTSUPP) {
            return new BpfException(
                            "test run",
                            target,
                            "the kernel has no test run for programs of type " + program.type(),
                            errno,
                            List.of(),
                            "attach it and make its hook happen; those that can: XDP, tc, socket_filter, cgroup_skb,"
                                    + " flow_dissector, sk_lookup, raw_tracepoint, syscall")
                    .about(Topic.PACKETS);
        }
        if (errno == Errno.EBADMSG && (request.flags() & TestRun.CHECKSUM_COMPLETE) != 0) {
            return new BpfException(
                            "test run",
                            target,
                            "the packet and its checksum no longer agree",
                            errno,
                            List.of(),
                            "change the packet with bpf_skb_store_bytes(..., BPF_F_RECOMPUTE_CSUM), or call bpf_csum_update()")
                    .about(Topic.PACKETS);
        }
        if (errno == Errno.EINVAL && this != OTHER) {
            return new BpfException("test run", target, why(program, request), errno, List.of(), "it takes " + needed)
                    .about(Topic.PACKETS);
        }
        return new BpfException("test run", target, errno.text(), errno, List.of(), null).about(Topic.PACKETS);
    }

    private String why(BpfProgram program, RunRequest request) {
        boolean packet = this == PACKET || this == PACKET_IN;
        if (packet && request.data() == null) {
            return "there is no packet to run it with";
        } else if (packet && request.data().length < ETHERNET_HEADER) {
            return "a packet of " + request.data().length + " bytes is too short";
        } else if (!packet && request.data() != null) {
            return "programs of this type take no data";
        } else if (!packet && request.context() == null) {
            return "there is no context to run it with";
        } else if (this == CONTEXT_IN && request.repeat() > 0) {
            return "programs of this type run once";
        }
        return flagOfOthers(program.type(), request.flags()).orElse("the kernel does not take this input");
    }

    private static Optional<String> flagOfOthers(String type, int flags) {
        if ((flags & TestRun.LIVE_FRAMES) != 0 && !type.equals("xdp")) {
            return Optional.of("liveFrames() is for XDP programs");
        } else if ((flags & TestRun.CHECKSUM_COMPLETE) != 0 && (type.equals("xdp") || !PACKETS.contains(type))) {
            return Optional.of("checksumComplete() is for programs on socket buffers");
        } else if ((flags & TestRun.RUN_ON_CPU) != 0 && !type.startsWith("raw_tracepoint")) {
            return Optional.of("cpu() is for raw tracepoint programs");
        }
        return Optional.empty();
    }
}
