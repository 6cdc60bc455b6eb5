// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.RunRequest;
import dev.bpfsh.libbpf.Topic;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run of a loaded program with input that is made up, without attaching it ({@code bpf_prog_test_run_opts}):
 *
 * <pre>{@code
 * var result = object.program("drop").testRun().data(packet).repeat(1000).run();
 * result.returnValue();   // 1, XDP_DROP
 * result.nanosPerRun();
 * }</pre>
 *
 * <p>Programs on packets (XDP, tc, socket filter, cgroup_skb, lwt, netfilter, flow dissector) take {@link #data}, at
 * least an Ethernet header of 14 bytes; raw tracepoint, syscall and sk_lookup programs take a {@link #context}.
 */
public final class TestRun {
    static final int RUN_ON_CPU = 1;
    static final int LIVE_FRAMES = 1 << 1;
    static final int CHECKSUM_COMPLETE = 1 << 2;
    // TEST_XDP_MAX_BATCH
    private static final int LARGEST_BATCH = 256;

    private final BpfProgram program;
    private byte[] data;
    private byte[] context;
    private int repeat;
    private int flags;
    private int cpu;
    private int batch;

    TestRun(BpfProgram program) {
        this.program = program;
    }

    /** The packet, from its Ethernet header on. */
    public TestRun data(byte[] packet) {
        data = packet.clone();
        return this;
    }

    /** What the program's argument points to, such as a {@code struct xdp_md}, or the arguments of a tracepoint. */
    public TestRun context(byte[] bytes) {
        context = bytes.clone();
        return this;
    }

    /**
     * As {@link #context(byte[])}, by the names of the members of the struct that the program's C source declares;
     * those that are not named are zero.
     *
     * @throws BpfException if a value does not fit, or the program's argument is of no known type
     */
    public TestRun context(Map<String, ?> members) {
        context = type().orElseThrow(() -> new BpfException(
                                "encode",
                                "context of " + program.name(),
                                "its argument points to no struct that BTF knows",
                                null,
                                List.of(),
                                "give the bytes: context(byte[])")
                        .about(Topic.PACKETS))
                .encode(members);
        return this;
    }

    /** How often to run it; the time of a run is the average. */
    public TestRun repeat(int times) {
        if (times < 1) {
            throw new IllegalArgumentException("repeat: " + times + " times, must be 1 or more");
        }
        repeat = times;
        return this;
    }

    /** The processor to run it on, for raw tracepoint programs ({@code BPF_F_TEST_RUN_ON_CPU}). */
    public TestRun cpu(int number) {
        cpu = number;
        flags |= RUN_ON_CPU;
        return this;
    }

    /**
     * Really sends, passes or drops the frames of an XDP program, whose result is then not given back
     * ({@code BPF_F_TEST_XDP_LIVE_FRAMES}, since Linux 5.18).
     *
     * @param batchSize frames that are in flight at once, up to 256; 0 for the kernel's choice
     */
    public TestRun liveFrames(int batchSize) {
        if (batchSize < 0 || batchSize > LARGEST_BATCH) {
            throw new IllegalArgumentException(
                    "liveFrames: " + batchSize + " at once, must be between 0 and " + LARGEST_BATCH);
        }
        batch = batchSize;
        flags |= LIVE_FRAMES;
        return this;
    }

    /**
     * The kernel has the checksum of the whole packet, for a program on a socket buffer: one that changes the packet
     * then keeps it right, or the run fails ({@code BPF_F_TEST_SKB_CHECKSUM_COMPLETE}, since Linux 6.11).
     */
    public TestRun checksumComplete() {
        flags |= CHECKSUM_COMPLETE;
        return this;
    }

    /**
     * Runs it.
     *
     * @throws IllegalStateException if the object is not loaded, or the program was left out of it
     * @throws BpfException if programs of this type cannot be test run, or not with such input
     */
    public TestResult run() {
        program.requireLoaded("testRun()");
        var input = TestInput.of(program.type());
        var request = new RunRequest(
                data,
                data == null || (flags & LIVE_FRAMES) != 0 ? 0 : input.dataRoom(data.length),
                context,
                context == null || (flags & LIVE_FRAMES) != 0 ? 0 : input.contextRoom(context.length),
                repeat,
                flags,
                cpu,
                batch);
        try {
            var answer = program.handle().ask(request::run);
            return new TestResult(
                    answer.returned(),
                    answer.data(),
                    answer.context(),
                    type().flatMap(type -> type.decode(answer.context())),
                    answer.nanos());
        } catch (ErrnoException e) {
            throw input.failed(program, request, e.errno());
        }
    }

    private Optional<TestContext> type() {
        return TestContext.of(program);
    }
}
