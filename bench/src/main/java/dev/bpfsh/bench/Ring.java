// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.bench;

import com.sun.management.ThreadMXBean;
import dev.bpfsh.loader.BpfObject;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** What the benchmarks of ring buffers share: the object, loaded, and runs of its programs; as {@code bench/c/ring.h}. */
final class Ring implements AutoCloseable {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    final BpfObject object = BpfObject.open(Path.of("bench/bpf/ring.bpf.o"));

    Ring() {
        object.load();
    }

    /** Runs a program that sends so many events; answers how many found room. */
    int send(String program, long count) {
        var context =
                ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder()).putLong(count);
        return object.program(program).testRun().context(context.array()).run().returnValue();
    }

    /** Bytes that this thread has allocated since it began. */
    static long allocated() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }

    /** Nanoseconds that this thread has had of a CPU: what else runs on the machine does not count. */
    static long threadTime() {
        return THREADS.getCurrentThreadCpuTime();
    }

    @Override
    public void close() {
        object.close();
    }
}
