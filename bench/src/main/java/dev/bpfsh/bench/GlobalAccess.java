// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.bench;

import dev.bpfsh.loader.BpfObject;
import dev.bpfsh.loader.Global;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.runner.RunnerException;

/** A global's get and set after load, as {@code bench/c/GlobalAccess.c}. */
@State(Scope.Thread)
public class GlobalAccess {
    private BpfObject object;
    private Global counter;
    private Global max;
    private int value;

    public static void main(String[] args) throws RunnerException {
        Jmh.printTimes(GlobalAccess.class, TimeUnit.NANOSECONDS, "ns");
    }

    /** Loads the object. */
    @Setup
    public void load() {
        object = BpfObject.open(Path.of("bench/bpf/GlobalAccess.bpf.o"));
        object.load();
        counter = object.global("counter");
        max = object.global("limits[2].max");
    }

    /** Gives it back. */
    @TearDown
    public void close() {
        object.close();
    }

    @Benchmark
    public Object get() {
        return counter.get();
    }

    @Benchmark
    public void set() {
        counter.set((long) value++);
    }

    @Benchmark
    public Object getMember() {
        return max.get();
    }

    @Benchmark
    public void setMember() {
        max.set(value++);
    }
}
