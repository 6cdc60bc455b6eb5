// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.bench;

import dev.bpfsh.btf.Btf;
import dev.bpfsh.btf.BtfType;
import dev.bpfsh.btf.Codec;
import dev.bpfsh.btf.Struct;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.ObjectHandle;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.IntToLongFunction;

/** An event by its BTF: as a struct, as text like {@code bench/c/Decode.c}, and as a record. */
final class Decode {
    // Of a core, not of a machine that others use too.
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    private static final int MEASUREMENTS = 400;
    private static final int ROUNDS = 10_000;

    /** {@code struct event} of {@code bench/bpf/Decode.bpf.c}. */
    record Event(long when, int pid, int exitCode, String state, long address, String comm) {}

    private Decode() {}

    public static void main(String[] args) throws IOException, ErrnoException {
        var file = Files.readAllBytes(Path.of("bench/bpf/Decode.bpf.o"));
        try (var object = ObjectHandle.open(file, "Decode")) {
            var btf = Btf.parse(object.btf());
            int type = btf.section(".data").orElseThrow().variables().get(0).variable();
            var codec = Codec.of(btf, ((BtfType.Variable) btf.type(type)).type());
            var value = object.maps().get(0).initialValue().orElseThrow();
            var bytes = ByteBuffer.allocateDirect(value.size()).order(codec.order());
            bytes.put(value.read(0, value.size()));
            int size = codec.size();
            measure("structs-per-s", rounds -> {
                long sum = 0;
                for (int i = 0; i < rounds; i++) {
                    sum += ((Struct) codec.decode(bytes, 0, size)).getLong("pid");
                }
                return sum;
            });
            measure("java-records-per-s", rounds -> {
                long sum = 0;
                for (int i = 0; i < rounds; i++) {
                    sum += ((Struct) codec.decode(bytes, 0, size))
                            .as(Event.class)
                            .pid();
                }
                return sum;
            });
            measure("records-per-s", rounds -> {
                long sum = 0;
                for (int i = 0; i < rounds; i++) {
                    sum += codec.decode(bytes, 0, size).toString().length();
                }
                return sum;
            });
        }
    }

    private static void measure(String metric, IntToLongFunction loop) {
        var rates = new double[MEASUREMENTS];
        long sum = 0;
        for (int i = 0; i < MEASUREMENTS; i++) {
            long begun = CLOCK.getCurrentThreadCpuTime();
            sum += loop.applyAsLong(ROUNDS);
            rates[i] = ROUNDS * 1e9 / (CLOCK.getCurrentThreadCpuTime() - begun);
        }
        // The first half is what the compiler needs.
        Arrays.sort(rates, MEASUREMENTS / 2, MEASUREMENTS);
        // The sum is used, so it has to be made.
        System.out.println(metric + " " + rates[MEASUREMENTS * 3 / 4] + (sum == 1 ? "0" : ""));
    }
}
