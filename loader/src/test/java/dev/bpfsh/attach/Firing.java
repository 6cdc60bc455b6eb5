// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.libbpf.Libc;
import dev.bpfsh.libbpf.TestLibc;
import dev.bpfsh.loader.BpfObject;
import dev.bpfsh.loader.Fixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** Objects for tests of hooks, and what makes them fire. */
final class Firing {
    private Firing() {}

    /** A fixture that watches this process, loaded. */
    static BpfObject load(String name) {
        var object = Fixture.open(name);
        watch(object);
        object.load();
        return object;
    }

    static void watch(BpfObject object) {
        object.global("watched_tgid").set(ProcessHandle.current().pid());
    }

    static long count(BpfObject object, String global) {
        return ((Number) object.global(global).get()).longValue();
    }

    /** Asserts that a count rises when something is done, and does not where it is not. */
    static void assertFires(BpfObject object, String global, Runnable trigger) {
        long before = count(object, global);
        trigger.run();
        assertThat(count(object, global)).as(global).isGreaterThan(before);
    }

    static void getpid() {
        Libc.getpid();
    }

    /** Of this process by its number: for 0 the kernel asks no security module. */
    static int getpgid() {
        int self = Libc.getpid();
        return TestLibc.CALLS.getpgid(self) < 0 ? TestLibc.errno() : 0;
    }

    static void unlink() {
        try {
            Files.delete(Files.createTempFile("bpfsh", "unlink"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
