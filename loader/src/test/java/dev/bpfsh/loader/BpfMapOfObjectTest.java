// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.btf.Struct;
import dev.bpfsh.kernel.KernelSymbols;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.CgroupAttachment;
import dev.bpfsh.libbpf.Libc;
import dev.bpfsh.libbpf.Sockets;
import dev.bpfsh.loader.map.BuildIdFrame;
import dev.bpfsh.loader.map.CgroupKey;
import dev.bpfsh.loader.map.PerCpu;
import dev.bpfsh.loader.map.Prefix;
import dev.bpfsh.loader.map.StackTrace;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.Leaks;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Maps of objects: typed by their BTF, and written by their programs. */
@RequiresKernel({Feature.BPF, Feature.TRACEFS})
class BpfMapOfObjectTest {
    private static BpfObject loaded(String name) {
        var object = Fixture.open(name);
        object.load();
        return object;
    }

    private static BpfObject used() {
        var object = Fixture.open("mapuse");
        object.global("watched_tgid").set(ProcessHandle.current().pid());
        object.load();
        object.program("use").attach();
        return object;
    }

    @Test
    void keysAndValuesAreWhatBtfSays() {
        try (var object = loaded("corpus/map_typed")) {
            var byTypedef = object.map("by_typedef");
            byTypedef.put(7, Map.of("id", 9, "colour", "BLUE"));
            var value = (Struct) byTypedef.get(7);
            assertThat(value.get("id")).isEqualTo(9L);
            assertThat(value.get("colour").toString()).contains("BLUE");
            byTypedef.put(8, "{.id = 3, .colour = GREEN}");
            assertThat(byTypedef.entries().toString()).contains("8={.id = 3, .colour = GREEN}");
            byTypedef.put(8, value);
            assertThat(byTypedef.get(8)).isEqualTo(value);
            var byEnum = object.map("by_enum");
            byEnum.put("RED", List.of(value, value));
            assertThat(byEnum.keys().toString()).contains("RED");
            assertThat(((List<?>) byEnum.get("RED")).subList(0, 2)).isEqualTo(List.of(value, value));
            var bySize = object.map("by_size");
            bySize.put(new byte[6], new byte[10]);
            assertThat(bySize.get(new byte[6])).isEqualTo(new byte[10]);
            assertThatThrownBy(() -> byTypedef.put(7, Map.of("id", -1)))
                    .isInstanceOf(BpfException.class)
                    .hasMessageContaining("by_typedef value.id")
                    .hasMessageContaining("0 to 4294967295");
            assertThatThrownBy(() -> byEnum.get("PINK")).hasMessageContaining("by_enum key");
            assertThatThrownBy(() -> bySize.put(1, new byte[10])).hasMessageContaining("by_size key");
        }
    }

    @Test
    void whatTheKernelLooksAfterIsLeftAlone() {
        try (var object = loaded("corpus/map_fields")) {
            var guarded = object.map("guarded");
            guarded.put(1, "{.count = 5}");
            assertThat(((Struct) guarded.get(1)).get("count")).isEqualTo(5L);
            assertThat(guarded.entries()).hasSize(1);
            guarded.clear();
            assertThat(guarded.isEmpty()).isTrue();
            var timed = object.map("timed");
            timed.put(1, Map.of("fired", 3));
            assertThat(((Struct) timed.get(1)).get("fired")).isEqualTo(3L);
        }
    }

    @Test
    void prefixesOfAnObject() {
        try (var object = loaded("corpus/map_trie")) {
            var routes = object.map("routes");
            routes.put("10.0.0.0/8", 3);
            routes.put("{.length = 16, .address = {10, 1}}", 4);
            assertThat(routes.get("10.1.2.3")).isEqualTo(4L);
            assertThat(routes.keys()).containsExactlyInAnyOrder(Prefix.of("10.0.0.0/8"), Prefix.of("10.1.0.0/16"));
        }
    }

    @Test
    void mapsInMapsOfAnObject() {
        try (var object = loaded("corpus/map_in_map")) {
            var outer = object.map("array_of_maps");
            object.map("first").put(0, 11);
            try (var inner = (BpfMap) outer.get(1)) {
                assertThat(inner.get(0)).isEqualTo(11L);
                assertThat(inner.name()).isEqualTo("first");
            }
            assertThat(outer.get(0)).isNull();
            assertThat(outer.size()).isEqualTo(2);
            outer.put(0, object.map("second"));
            assertThat(outer.keys()).containsExactly(0L, 1L, 3L);
            try (var wide = BpfMap.create("hash", "wide", 8, 2, 6)) {
                object.map("unfilled").put(0, wide);
                assertThat(object.map("unfilled").size()).isEqualTo(1);
            }
        }
    }

    @Test
    void programsAreCalledThroughTheirArray() {
        try (var object = used()) {
            var calls = object.map("calls");
            assertThat(calls.get(0)).isNull();
            Getpid.call();
            assertThat(object.global("called").get()).isEqualTo(0L);
            calls.put(0, object.program("callee"));
            Getpid.call();
            assertThat(object.global("called").get()).isEqualTo(1L);
            assertThat((Long) calls.get(0)).isPositive();
            assertThat(calls.entries()).hasSize(1);
            assertThat(calls.remove(0)).isTrue();
            Getpid.call();
            assertThat(object.global("called").get()).isEqualTo(1L);
            assertThatThrownBy(() -> calls.put(2, object.program("callee"))).hasMessageContaining("past the end");
            assertThatThrownBy(() -> calls.put(0, object.map("calls")))
                    .hasMessageContaining("it takes loaded programs");
            assertThatThrownBy(() -> calls.put(0, "callee")).hasMessageContaining("calls value");
        }
    }

    @Test
    void programsWriteAndWeRead() {
        try (var object = used()) {
            for (int i = 0; i < 10; i++) {
                Getpid.call();
            }
            var perCpu = object.map("per_cpu");
            var key = (String) perCpu.keys().get(0);
            var value = (PerCpu<?>) perCpu.get(key);
            assertThat(value.sum(note -> ((Struct) note).getLong("count"))).isEqualTo(10);
            assertThat(value.values().toString()).contains(".comm = \"" + key + "\"");
            var notes = object.map("notes");
            assertThat(((Struct) notes.peek()).get("comm")).isEqualTo(key);
            for (int i = 0; i < 4; i++) {
                assertThat(((Struct) notes.pop()).get("count")).isEqualTo(1L);
            }
            assertThat(notes.pop()).isNull();
            perCpu.put("all", Map.of("count", 2));
            assertThat(perCpu.perCpu("all").sum("count"))
                    .isEqualTo(2L * value.values().size());
        }
    }

    @Test
    void stacksAreAddressesThatSymbolsName() {
        try (var object = used()) {
            Getpid.call();
            var stacks = object.map("stacks");
            var stack = (StackTrace) stacks.get(object.global("stack_id").get());
            assertThat(stack).isNotEmpty().allSatisfy(address -> assertThat(address)
                    .isNegative());
            assertThat(stack.frames(KernelSymbols.load()::name).toString())
                    .as("the way from the system call to the tracepoint")
                    .contains("syscall", "+0x");
            assertThat(stacks.entries()).isNotEmpty();
            var frames = (List<?>)
                    object.map("user_stacks").get(object.global("user_stack_id").get());
            assertThat(frames).isNotEmpty();
            assertThat(((BuildIdFrame) frames.get(0)).offset()).isNotZero();
            assertThatThrownBy(() -> stacks.put(0, 1)).hasMessageContaining("cannot do that");
            assertThat(stacks.remove(object.global("stack_id").get())).isTrue();
        }
    }

    @Test
    void memoryOfATaskIsNamedByItsPid() throws Exception {
        var before = Leaks.snapshot();
        try (var object = loaded("mapuse")) {
            var tasks = object.map("tasks");
            long pid = ProcessHandle.current().pid();
            assertThat(tasks.get(pid)).isNull();
            tasks.put(pid, Map.of("count", 5, "comm", "java"));
            assertThat(((Struct) tasks.get(ProcessHandle.current())).get("count"))
                    .isEqualTo(5L);
            assertThat(tasks.remove(pid)).isTrue();
            assertThat(tasks.remove(pid)).isFalse();
            var gone = new ProcessBuilder("true").start();
            gone.waitFor();
            assertThatThrownBy(() -> tasks.get(gone.pid()))
                    .isInstanceOf(BpfException.class)
                    .hasMessageContaining("there is no process " + gone.pid() + " (ESRCH)");
            assertThatThrownBy(() -> tasks.get("init")).hasMessageContaining("is named by a pid");
            assertThatThrownBy(tasks::entries).hasMessageContaining("it can: get(key), put(key, value), remove(key)");
        }
        Leaks.assertNoneSince(before);
    }

    @Test
    void memoryOfSocketsInodesAndCgroups() throws Exception {
        int socket = Sockets.stream();
        var file = Files.createTempFile("bpfsh", "inode");
        try (var storage = loaded("corpus/map_storage");
                var cgroups = loaded("corpus/map_cgroups")) {
            var ofSocket = storage.map("of_socket");
            ofSocket.put(socket, Map.of("first", 1, "count", 2));
            assertThat(((Struct) ofSocket.get(socket)).get("count")).isEqualTo(2L);
            assertThat(ofSocket.remove(socket)).isTrue();
            assertThatThrownBy(() -> ofSocket.get(99_999)).hasMessageContaining("not open, or of another kind (EBADF)");
            var ofInode = storage.map("of_inode");
            ofInode.put(file, 77);
            assertThat(ofInode.get(file.toString())).isEqualTo(77L);
            assertThat(ofInode.remove(file)).isTrue();
            assertThatThrownBy(() -> ofInode.get("/not/there")).hasMessageContaining("cannot open /not/there (ENOENT)");
            var ofCgroup = cgroups.map("newer");
            var folder = cgroupFolder();
            ofCgroup.put(folder, 5);
            assertThat(ofCgroup.get(folder.toString())).isEqualTo(5L);
            assertThat(ofCgroup.remove(folder)).isTrue();
            cgroups.map("cgroups").put(1, folder);
            assertThat(cgroups.map("cgroups").remove(1)).isTrue();
            assertThatThrownBy(() -> cgroups.map("cgroups").put(1, "/proc")).hasMessageContaining("cgroup2");
            assertThat(cgroups.map("shared").entries()).isEmpty();
        } finally {
            Libc.close(socket);
            Files.delete(file);
        }
    }

    @Test
    void theOlderMemoryOfACgroupIsMadeByAttaching() throws Exception {
        var folder = Files.createDirectory(
                cgroupFolder().resolve("bpfsh-test-" + ProcessHandle.current().pid()));
        try (var object = loaded("corpus/map_cgroups")) {
            var shared = object.map("shared");
            var key = new CgroupKey(folder, CgroupAttachment.EGRESS);
            assertThat(shared.get(key)).isNull();
            assertThatThrownBy(() -> shared.put(key, 1))
                    .hasMessageContaining("no program that uses it is attached to that cgroup (ENOENT)");
            try (var attached = new CgroupAttachment(object.program("use").fd(), folder.toString())) {
                shared.put(key, 7);
                assertThat(shared.get(key)).isEqualTo(7L);
                var id = (Long) Files.getAttribute(folder, "unix:ino");
                assertThat(shared.entries()).containsExactly(Map.entry(new CgroupKey(id, CgroupAttachment.EGRESS), 7L));
                object.map("percpu").put(key, 3);
                assertThat(((PerCpu<?>) object.map("percpu").get(key)).cpu(0)).isEqualTo(3L);
                assertThatThrownBy(() -> shared.remove(key)).hasMessageContaining("cannot do that");
                assertThatThrownBy(() -> shared.get(folder)).hasMessageContaining("new CgroupKey(");
                assertThat(attached).isNotNull();
            }
        } finally {
            Files.delete(folder);
        }
    }

    private static Path cgroupFolder() throws Exception {
        return Files.readAllLines(Path.of("/proc/self/mounts")).stream()
                .map(line -> line.split(" "))
                .filter(fields -> fields[2].equals("cgroup2"))
                .map(fields -> Path.of(fields[1]))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void socketsArePutAsDescriptors() {
        int listening = Sockets.listening();
        int datagram = Sockets.reuseportDatagram();
        try (var object = loaded("corpus/map_sockets")) {
            var byIndex = object.map("by_index");
            byIndex.put(3, listening);
            assertThat((Long) byIndex.get(3)).as("the socket's cookie").isPositive();
            assertThat(byIndex.keys()).containsExactly(3L);
            assertThat(byIndex.remove(3)).isTrue();
            var byHash = object.map("by_hash");
            byHash.put(5L, listening);
            assertThatThrownBy(() -> byHash.get(5L))
                    .hasMessageContaining("cannot be read back (ENOSPC)")
                    .hasMessageContaining("values of 8 bytes");
            assertThat(byHash.remove(5L)).isTrue();
            var reuseport = object.map("reuseport");
            reuseport.put(0, datagram);
            assertThat((Long) reuseport.get(0)).isPositive();
            assertThatThrownBy(() -> reuseport.put(0, listening)).hasMessageContaining("reuseport[0]");
        } finally {
            Libc.close(listening);
            Libc.close(datagram);
        }
    }

    @Test
    void whatOtherThingsAreForIsSaid() {
        try (var object = loaded("maps")) {
            var events = object.map("events");
            assertThat(events.maxEntries()).isEqualTo(4096);
            assertThat(events.operations()).isEmpty();
            assertThatThrownBy(() -> events.get(0))
                    .hasMessageContaining("a map of type ringbuf cannot do that")
                    .hasMessageContaining("read its events: ringBuffer(\"events\")");
            assertThatThrownBy(() -> object.map("maps.bss").remove(0)).hasMessageContaining("cannot do that");
            assertThat(((Struct) object.map("visits").getOrDefault(List.of(1, 2), null)))
                    .isNull();
        }
    }

    @Test
    void sizesAreSetBeforeLoad() {
        try (var object = Fixture.open("maps")) {
            var visits = object.map("visits");
            assertThat(visits.maxEntries(1000).maxEntries()).isEqualTo(1000);
            assertThat(object.map("events").maxEntries(5000).maxEntries()).isEqualTo(8192);
            assertThatThrownBy(() -> visits.maxEntries(0)).hasMessageContaining("it is 1 to 4294967295");
            assertThatThrownBy(() -> object.map("maps.bss").valueSize(4096)).hasMessageContaining("data section");
            assertThatThrownBy(() -> visits.get(List.of(1, 2)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("maps is OPENED")
                    .hasMessageContaining("next is load()");
            object.load();
            assertThat(visits.info().maxEntries()).isEqualTo(1000);
            assertThat(object.map("events").info().maxEntries()).isEqualTo(8192);
            assertThatThrownBy(() -> visits.maxEntries(10))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("maps is LOADED");
        }
    }

    @Test
    void aMapIsSharedByTwoObjects() {
        var first = loaded("maps");
        try (var second = Fixture.open("maps")) {
            assertThatThrownBy(() -> second.map("totals").reuse(first.map("visits")))
                    .isInstanceOf(BpfException.class)
                    .hasMessageContaining("type: array wanted, it has hash")
                    .hasMessageContaining("key_size: 4 wanted, it has 8");
            second.map("totals").reuse(first.map("totals"));
            second.load();
            first.map("totals").put(2, 22);
            assertThat(second.map("totals").get(2)).isEqualTo(22L);
            assertThat(second.map("totals").info().id())
                    .isEqualTo(first.map("totals").info().id());
            first.close();
            assertThat(second.map("totals").get(2)).isEqualTo(22L);
        }
    }

    @Test
    void aMapThatWasLeftOutSaysSo() {
        try (var object = Fixture.open("corpus/map_typed")) {
            object.map("by_size").autocreate(false);
            object.program("use").autoload(false);
            object.load();
            assertThatThrownBy(() -> object.map("by_size").get(new byte[6]))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("map by_size was left out");
            object.map("by_typedef").put(1, Map.of());
        }
    }
}
