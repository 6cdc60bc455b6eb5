// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.bench;

import dev.bpfsh.btf.Btf;
import dev.bpfsh.btf.BtfType;
import dev.bpfsh.btf.Codec;
import dev.bpfsh.btf.Struct;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.ObjectHandle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.runner.RunnerException;

/** An event by its BTF: as a struct, as text like {@code bench/c/Decode.c}, and as a record. */
@State(Scope.Thread)
public class Decode {
    private Codec codec;
    private ByteBuffer bytes;

    /** {@code struct event} of {@code bench/bpf/Decode.bpf.c}. */
    record Event(long when, int pid, int exitCode, String state, long address, String comm) {}

    public static void main(String[] args) throws RunnerException {
        Jmh.printRates(Decode.class);
    }

    /** Takes the event that the object holds. */
    @Setup
    public void read() throws IOException, ErrnoException {
        try (var object = ObjectHandle.open(Files.readAllBytes(Path.of("bench/bpf/Decode.bpf.o")), "Decode")) {
            var btf = Btf.parse(object.btf());
            int type = btf.section(".data").orElseThrow().variables().get(0).variable();
            codec = Codec.of(btf, ((BtfType.Variable) btf.type(type)).type());
            var value = object.maps().get(0).initialValue().orElseThrow();
            bytes = ByteBuffer.allocateDirect(value.size()).order(codec.order());
            bytes.put(value.read(0, value.size()));
        }
    }

    @Benchmark
    public Object structs() {
        return codec.decode(bytes, 0, codec.size());
    }

    @Benchmark
    public Object records() {
        return ((Struct) codec.decode(bytes, 0, codec.size())).as(Event.class);
    }

    @Benchmark
    public String texts() {
        return codec.decode(bytes, 0, codec.size()).toString();
    }
}
