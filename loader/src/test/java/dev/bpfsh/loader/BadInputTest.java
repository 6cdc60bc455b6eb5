// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import static dev.bpfsh.attach.Hooks.tcx;
import static dev.bpfsh.attach.Hooks.uprobe;
import static dev.bpfsh.attach.Hooks.xdp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.bpfsh.attach.Direction;
import dev.bpfsh.kernel.Bpffs;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.LibbpfLog;
import dev.bpfsh.libbpf.Libc;
import dev.bpfsh.testing.Eventually;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.Isolated;
import dev.bpfsh.testing.Leaks;
import dev.bpfsh.testing.OtherProcess;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people get wrong, and what goes away under their hands: a cause and a hint that are true, and no crash. */
@RequiresKernel({Feature.BPF, Feature.TRACEFS})
class BadInputTest {
    private static final int READ_ONLY = 1 << 3;
    private static final int WRITE_ONLY = 1 << 4;
    private static final byte[] FOUR = new byte[4];

    private Path pins;

    @BeforeEach
    void folder() throws Exception {
        var bpffs = Path.of("/sys/fs/bpf");
        if (!Bpffs.contains(bpffs)) {
            Libc.mount("bpf", bpffs.toString(), "bpf");
        }
        pins = Files.createTempDirectory(bpffs, "bpfsh");
    }

    @AfterEach
    void clean() throws Exception {
        Files.delete(pins);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(ThrowingCallable call) {
        return assertThatThrownBy(call)
                .isInstanceOf(BpfException.class)
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSizeLessThan(20));
    }

    @Test
    void keysAndValuesThatDoNotFit() {
        try (var object = Fixture.open("maps")) {
            object.load();
            var visits = object.map("visits");
            var key = Map.of("tgid", 1, "tid", 2);
            refused(() -> visits.put("abc", Map.of())).hasMessageContaining("should be {");
            refused(() -> visits.get(null)).hasMessageContaining("is struct caller, and takes no null");
            refused(() -> visits.put(key, null)).hasMessageContaining("is struct visit, and takes no null");
            refused(() -> visits.put(Map.of("tidd", 2), Map.of())).hasMessageContaining("did you mean tid?");
            refused(() -> visits.put(key, Map.of("comm", "12345678901234567890")))
                    .hasMessageContaining("takes 21 bytes with its final zero");
            refused(() -> visits.put(Map.of("tgid", -5), Map.of())).hasMessageContaining("-5 does not fit __u32");
            refused(() -> visits.put(new byte[3], new byte[32])).hasMessageContaining("takes no byte[]");
            assertThat(visits.entries()).isEmpty();
            var totals = object.map("totals");
            refused(() -> totals.put(4, 1)).hasMessageContaining("past the end: it has 4 entries, 0 to 3");
            refused(() -> totals.get(-1)).hasMessageContaining("-1 does not fit");
            refused(() -> totals.get(1L << 33)).hasMessageContaining("does not fit");
            refused(() -> object.ringBuffer("visits")).hasMessageContaining("there is events");
        }
    }

    @Test
    void mapsThatAreFullOrNotToBeReadOrWritten() {
        try (var full = BpfMap.create("hash", "full", 4, 4, 1);
                var readOnly = BpfMap.create("hash", "ro", 4, 4, 1, READ_ONLY);
                var writeOnly = BpfMap.create("hash", "wo", 4, 4, 1, WRITE_ONLY)) {
            full.put(FOUR, FOUR);
            refused(() -> full.put(new byte[] {1, 0, 0, 0}, FOUR))
                    .hasMessageContaining("it is full: max_entries is 1 (E2BIG)");
            full.freeze();
            refused(() -> full.put(FOUR, FOUR)).hasMessageContaining("it is frozen");
            for (ThrowingCallable write : List.<ThrowingCallable>of(
                    () -> readOnly.put(FOUR, FOUR),
                    readOnly::clear,
                    readOnly::drain,
                    readOnly::freeze,
                    () -> readOnly.removeAll(List.of(FOUR)))) {
                refused(write).hasMessageContaining("it is read-only for user space");
            }
            writeOnly.put(FOUR, FOUR);
            for (ThrowingCallable read : List.<ThrowingCallable>of(
                    () -> writeOnly.get(FOUR),
                    writeOnly::entries,
                    writeOnly::drain,
                    () -> writeOnly.lookupAndDelete(FOUR))) {
                refused(read).hasMessageContaining("it is write-only for user space");
            }
        }
        assertThatThrownBy(() -> BpfMap.create("hash", "x", -4, 4, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMapThatIsGone() throws Exception {
        int id;
        try (var map = BpfMap.create("hash", "gone", 4, 4, 1)) {
            id = map.info().id();
        }
        // Whoever lists the maps of the machine holds each for a moment.
        Eventually.holds(() ->
                refused(() -> BpfMap.open(id).close()).hasMessageContaining("there is none, or no more (ENOENT)"));
        refused(() -> BpfMap.open(Integer.MAX_VALUE)).hasMessageContaining("there is none, or no more (ENOENT)");
        refused(() -> BpfMap.open(0)).hasMessageContaining("there is none, or no more (ENOENT)");
    }

    @Test
    void pathsThatAreTakenOrNoPaths() {
        var taken = pins.resolve("a").toString();
        try (var map = BpfMap.create("hash", "pinned", 4, 4, 1);
                var object = Fixture.open("maps")) {
            map.pin(taken);
            refused(() -> map.pin(taken)).hasMessageContaining("something is there already (EEXIST)");
            refused(() -> map.pin(pins.toString())).hasMessageContaining("that is a folder (EEXIST)");
            refused(() -> map.pin("")).hasMessageContaining("not on bpffs");
            refused(() -> map.pin("/sys/fs/bpf/a\0b")).hasMessageContaining("that is no path");
            refused(() -> BpfMap.openPinned("/sys/fs/bpf/a\0b")).hasMessageContaining("that is no path");
            refused(() -> BpfMap.openPinned(pins.toString())).hasMessageContaining("that is a folder (EACCES)");
            object.map("visits").pinPath(taken);
            refused(object::load)
                    .isInstanceOf(LoadFailed.class)
                    .hasMessageContaining("what is pinned at " + taken + " is another kind of map (EINVAL)")
                    .hasMessageContaining("pinPath(PATH)");
            assertThat(Path.of(taken)).exists();
            map.unpin();
        }
    }

    @Test
    void aLinkThatCannotBePinned() {
        try (var object = Fixture.open("attach_uprobe")) {
            object.load();
            var link = object.program("on_entry").attach(uprobe("libc.so.6", "malloc"));
            refused(() -> link.pin(pins.resolve("a/b/c"))).hasMessageContaining("there is no folder");
            refused(() -> link.pin(pins)).hasMessageContaining("that is a folder");
            refused(() -> link.pin(Path.of("/tmp/bpfsh-pin"))).hasMessageContaining("not on bpffs");
            link.pin(pins.resolve("a"));
            refused(() -> link.pin(pins.resolve("b"))).hasMessageContaining("it is pinned already (EBUSY)");
            link.unpin();
        }
    }

    @Test
    void aListenerThatClosesTheObjectFromWithinACallOnALink() {
        try (var object = Fixture.open("attach_uprobe")) {
            object.load();
            var link = object.program("on_entry").attach(uprobe("libc.so.6", "malloc"));
            var refusals = new ArrayList<Throwable>();
            LibbpfLog.get().listen(line -> {
                refusals.add(catchThrowable(object::close));
                refusals.add(catchThrowable(link::close));
            });
            // libbpf says why not.
            refused(() -> link.pin(pins.resolve("a/b/c")));
            assertThat(refusals).isNotEmpty().allMatch(IllegalStateException.class::isInstance);
            assertThat(object.state()).isEqualTo(BpfObject.State.LOADED);
            assertThat(link.attached()).isTrue();
        } finally {
            LibbpfLog.get().listen(line -> {});
        }
        assertThat(Session.current().alive()).isEmpty();
    }

    @Test
    void aProcessThatExitsWhileItsProbeIsAttached() throws Exception {
        try (var object = Fixture.open("attach_uprobe")) {
            object.load();
            var program = object.program("on_entry");
            var process = new ProcessBuilder("sleep", "60").start();
            var hook = uprobe("libc.so.6", "malloc").pid(process.pid());
            program.attach(hook).close();
            var before = Leaks.snapshot();
            var link = program.attach(hook);
            process.destroyForcibly().waitFor();
            assertThat(link.info().programId()).isEqualTo(program.info().id());
            link.close();
            Leaks.assertNoneSince(before);
            refused(() -> program.attach(hook))
                    .isInstanceOf(AttachFailed.class)
                    .hasMessageContaining("there is no process " + process.pid())
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("did you mean", "kernel lacks"));
        }
    }

    @Test
    void placesThatAreNotThere() {
        try (var object = Fixture.open("attach_uprobe")) {
            object.load();
            var program = object.program("on_entry");
            refused(() -> program.attach(uprobe("libc.so.6", "mallocc"))).hasMessageContaining("did you mean malloc");
            refused(() -> program.attach(uprobe("/tmp", "malloc"))).hasMessageContaining("/tmp is a folder");
            refused(() -> program.attach(uprobe("libnone.so", "malloc")))
                    .hasMessageContaining("there is no library libnone.so")
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("kernel lacks"));
            for (long pid : new long[] {-7, 1L << 40}) {
                assertThatThrownBy(() -> uprobe("libc.so.6", "malloc").pid(pid))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("no process or thread has the number " + pid);
            }
        }
    }

    @Test
    @RequiresKernel(Feature.TCX)
    void anInterfaceThatGoesAway() throws Exception {
        Isolated.network(() -> {
            try (var object = Fixture.open("attach_packets")) {
                object.load();
                Isolated.execute("ip", "link", "add", "left", "type", "veth", "peer", "name", "right");
                var onXdp = object.program("on_xdp").attach(xdp("left"));
                var onTcx = object.program("on_tc").attach(tcx("left", Direction.INGRESS));
                Isolated.execute("ip", "link", "delete", "left");
                for (var link : List.of(onXdp, onTcx)) {
                    assertThat(link.info().details()).containsEntry("ifindex", 0L);
                    refused(() -> link.update(link.program()))
                            .hasMessageContaining("what it was attached to is gone (ENOLINK)");
                    link.detach();
                    link.close();
                }
            }
        });
    }

    @Test
    @RequiresKernel(Feature.TCX)
    void aProcessWithoutFreeDescriptors() throws Exception {
        // In a process of its own: nothing else here could open a file.
        var folder = Files.createTempDirectory("bpfsh");
        try {
            assertThat(OtherProcess.run(
                            folder,
                            "unshare --net",
                            "ulimit -n 256; ",
                            DescriptorsProcess.class,
                            Fixture.path("maps").getParent().toString()))
                    .contains("done")
                    .doesNotContain("left", "UncheckedIOException", "no network interface", "has no function");
        } finally {
            Isolated.execute("rm", "-r", folder.toString());
        }
    }
}
