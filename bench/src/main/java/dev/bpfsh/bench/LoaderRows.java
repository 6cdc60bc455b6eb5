// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.bench;

import java.util.List;

/** The loader, a class of this package, beside the C program of the same name that does the same with libbpf. */
final class LoaderRows {
    private LoaderRows() {}

    static List<Row> of(Jdk jdk) {
        return List.of(
                row(jdk, "Cycle", "us-per-cycle", "open, load, attach, close", Bar.ratioAtMost(1.5)),
                row(jdk, "Vmlinux", "first-use-ms", "the kernel's types in a fresh JVM", Bar.NONE),
                row(jdk, "Vmlinux", "dump-ms", "the same, beside bpftool printing them", Bar.ratioAtMost(1.2)),
                row(jdk, "Bootstrap", "us-per-row-of-first-2000", "CPU of bootstrap, first rows", Bar.ratioAtMost(3)),
                row(jdk, "Bootstrap", "us-per-row", "CPU of bootstrap, further rows", Bar.ratioAtMost(3)),
                row(jdk, "GlobalAccess", "get-ns", "a global is read", Bar.atMost(20)),
                row(jdk, "GlobalAccess", "set-ns", "a global is written", Bar.atMost(20)),
                row(jdk, "GlobalAccess", "getMember-ns", "a member of a global is read", Bar.NONE),
                row(jdk, "GlobalAccess", "setMember-ns", "a member of a global is written", Bar.NONE),
                row(jdk, "HashRead", "ms-batches", "a hash of a million entries is read", Bar.ratioAtMost(1.3)),
                row(jdk, "HashRead", "ms-dumped", "the same, beside bpftool printing it", Bar.ratioAtMost(0.1)),
                row(jdk, "Decode", "structs-per-s", "events decoded to structs", Bar.atLeast(2e6)),
                row(jdk, "Decode", "records-per-s", "events decoded to Java records", Bar.atLeast(2e6)),
                row(jdk, "Decode", "texts-per-s", "events decoded to text", Bar.ratioAtLeast(1)),
                row(jdk, "RingPipeline", "events-per-second", "ring buffer, one sends, one takes", Bar.ratioAtLeast(1)),
                row(jdk, "RingPipeline", "bytes-per-event", "garbage of that", Bar.atMost(0.01)),
                row(jdk, "RingDrain", "events-per-second", "a full ring buffer is emptied", Bar.ratioAtLeast(0.7)),
                row(jdk, "RingDrain", "bytes-per-event", "garbage of that", Bar.atMost(0.01)),
                row(jdk, "RingDecoded", "decoded-per-second", "the same, each decoded by BTF", Bar.atLeast(2e6)));
    }

    private static Row row(Jdk jdk, String name, String metric, String what, Bar bar) {
        return new Row(
                name,
                what,
                metric,
                jdk.program("bpfsh", "dev.bpfsh.bench." + name),
                Program.of("C", "bench/target/" + name),
                bar);
    }
}
