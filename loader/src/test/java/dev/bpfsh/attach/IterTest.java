// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import static dev.bpfsh.attach.Hooks.iter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Libc;
import dev.bpfsh.loader.AttachFailed;
import dev.bpfsh.loader.Fixture;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.Leaks;
import dev.bpfsh.testing.RequiresKernel;
import dev.bpfsh.testing.TestCgroup;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What iterators write, as lines and as structs. */
@RequiresKernel({Feature.BPF, Feature.BTF, Feature.TRACEFS})
class IterTest {
    private static final long PID = ProcessHandle.current().pid();

    @Test
    void tasksComeAsLines() {
        try (var object = Fixture.open("attach_iter")) {
            object.load();
            var link = object.program("tasks").attach();
            try (var lines = link.lines()) {
                assertThat(lines).contains(PID + " " + Libc.gettid());
            }
            assertThat(link.lines().count()).isGreaterThan(10);
            assertThat(link.info().type()).isEqualTo("iter");
            assertThat(link.info().details()).containsEntry("target", "task");
        }
    }

    @Test
    void aStreamThatIsReadHalfWayEndsWithItsObject() {
        Stream<String> unread;
        halfWay();
        var before = Leaks.snapshot();
        unread = halfWay();
        Leaks.assertNoneSince(before);
        assertThatThrownBy(unread::toList)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is closed");
    }

    private static Stream<String> halfWay() {
        try (var object = Fixture.open("attach_iter")) {
            object.load();
            var link = object.program("tasks").attach();
            assertThat(link.lines().limit(1)).hasSize(1);
            return link.lines();
        }
    }

    @Test
    void oneProcessOrOneThreadAlone() {
        try (var object = Fixture.open("attach_iter")) {
            object.load();
            var process = object.program("tasks").attach(iter().process(PID));
            assertThat(process.lines()).hasSizeGreaterThan(1).allMatch(line -> line.startsWith(PID + " "));
            assertThat(process.info().details()).containsEntry("pid", PID);
            var thread = object.program("tasks").attach(iter().thread(Libc.gettid()));
            assertThat(thread.lines()).containsExactly(PID + " " + Libc.gettid());
        }
    }

    @Test
    void elementsOfAMapComeAsStructs() {
        try (var object = Fixture.open("attach_iter")) {
            object.load();
            object.program("fill").attach();
            Firing.getpgid();
            var link = object.program("elements")
                    .attach(iter().map(object.map("numbers").fd()));
            assertThat(link.structs("element"))
                    .extracting(Object::toString)
                    .anySatisfy(
                            element -> assertThat(element).contains("key = 7").contains("value = 49"))
                    .anySatisfy(
                            element -> assertThat(element).contains("key = 8").contains("value = 64"))
                    .hasSize(2);
            assertThat((Long) link.info().details().get("map_id")).isPositive();
            assertThatThrownBy(() -> link.structs("elment"))
                    .isInstanceOf(BpfException.class)
                    .hasMessageContaining("did you mean element");
            assertThatThrownBy(() -> object.program("elements").attach())
                    .isInstanceOf(AttachFailed.class)
                    .hasMessageContaining("it walks over a map, and none is named")
                    .hasMessageContaining("hint: attach(iter().map(");
        }
    }

    @Test
    @RequiresKernel({Feature.ITER_CGROUP, Feature.CGROUP2})
    void cgroupsFromOneUpToTheRoot() throws Exception {
        try (var cgroup = new TestCgroup();
                var object = Fixture.open("attach_iter_cgroup")) {
            object.load();
            var up = object.program("cgroups").attach(iter().cgroup(cgroup.folder(), Iter.Order.ANCESTORS_UP));
            assertThat(up.lines()).containsExactly("level 1", "level 0");
            var self = object.program("cgroups").attach(iter().cgroup(cgroup.folder(), Iter.Order.SELF_ONLY));
            assertThat(self.lines()).containsExactly("level 1");
        }
    }

    @Test
    void aRunThatIsNotReadToItsEndIsClosed() {
        try (var object = Fixture.open("attach_iter")) {
            object.load();
            var link = object.program("tasks").attach();
            assertThat(link.lines()).isNotEmpty();
            var before = Leaks.snapshot();
            for (int i = 0; i < 20; i++) {
                try (var lines = link.lines()) {
                    assertThat(lines.findFirst()).isPresent();
                }
                assertThat(link.lines().count()).isPositive();
            }
            Leaks.assertNoneSince(before);
        }
    }

    @Test
    void aClosedLinkIsNotRead() {
        try (var object = Fixture.open("attach_iter")) {
            object.load();
            var link = object.program("tasks").attach();
            var begun = link.lines();
            link.close();
            assertThat(begun.count()).isPositive();
            assertThatThrownBy(link::lines).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> link.structs("element")).isInstanceOf(IllegalStateException.class);
        }
    }
}
