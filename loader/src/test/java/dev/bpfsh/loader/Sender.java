// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The fixture {@code events}, loaded: its programs run when a test says so. */
final class Sender implements AutoCloseable {
    final BpfObject object = Fixture.open("events");

    Sender() {
        object.load();
        var pattern = new int[512];
        for (int i = 8; i < pattern.length; i++) {
            pattern[i] = i - 8 & 0xff;
        }
        object.global("scratch").set(pattern);
    }

    /** Runs a program once; gives what it returns. */
    int run(String program, long argument) {
        return object.program(program).testRun().context(word(argument)).run().returnValue();
    }

    int run(String program, long argument, int cpu) {
        return object.program(program)
                .testRun()
                .context(word(argument))
                .cpu(cpu)
                .run()
                .returnValue();
    }

    private static byte[] word(long value) {
        return ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .putLong(value)
                .array();
    }

    /** Sends all of so many events, whoever makes room for them. */
    void sendAll(String program, long count) {
        for (long sent = 0; sent < count; ) {
            sent += run(program, Math.min(count - sent, 5_000));
            Thread.onSpinWait();
        }
    }

    long count(String global) {
        return object.global(global).getLong();
    }

    @Override
    public void close() {
        object.close();
    }
}
