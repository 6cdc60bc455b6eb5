// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bpfsh.btf.TypeText;
import dev.bpfsh.kernel.LinkInfo;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.loader.BpfMap;
import dev.bpfsh.loader.BpfObject;
import dev.bpfsh.loader.LoadFailed;
import dev.bpfsh.loader.RejectionCause;
import dev.bpfsh.loader.TestResult;
import dev.bpfsh.loader.VerifierStats;
import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ViewsTest {
    private static final Style PLAIN = Style.plain();

    private static BpfObject open(String file) {
        return BpfObject.open(Bpfsh.root().resolve(Path.of(file)));
    }

    @Test
    void anOpenedObjectShowsWhatIsInItAndWhatComesNext() {
        try (var minimal = open("scripts/minimal.bpf.o")) {
            assertThat(Views.show(minimal, PLAIN).lines().skip(1))
                    .containsExactly(
                            "  programs  handle_tp  tp/syscalls/sys_enter_write  13 insns  attaches by itself",
                            "  maps      minimal.bss     array  1 x 4 B   int my_pid = 0",
                            "            minimal.rodata  array  1 x 27 B  read-only",
                            "  nothing is in the kernel yet; set globals, then load()");
            assertThat(Views.show(minimal, PLAIN))
                    .startsWith("minimal  OPENED   ")
                    .contains("license Dual BSD/GPL");
        }
    }

    @Test
    void anObjectCanBeReadOnANarrowScreen() {
        try (var minimal = open("scripts/minimal.bpf.o")) {
            assertThat(Views.show(minimal, new Style(false, 40, 24)).lines().skip(1))
                    .containsExactly(
                            "  programs",
                            "    handle_tp  tp/syscalls/sys_enter_...",
                            "  maps",
                            "    minimal.bss     array  1 x 4 B",
                            "      int my_pid = 0",
                            "    minimal.rodata  array  1 x 27 B",
                            "      read-only",
                            "  nothing is in the kernel yet; set globals, then load()");
        }
    }

    @Test
    void valuesOfCHaveColours() {
        try (var values = open("loader/src/test/bpf/values.bpf.o")) {
            var rich = new Style(new Theme(256, true), true, 80, 60);
            assertThat(Views.show(values.global("config").get("limits[2]"), rich))
                    .isEqualTo("{\u001b[38;5;110m.min\u001b[m = \u001b[38;5;179m5\u001b[m, "
                            + "\u001b[38;5;110m.max\u001b[m = \u001b[38;5;179m4294967295\u001b[m}");
            assertThat(Views.show(values.global("config"), rich))
                    .startsWith("struct config config = {\n")
                    .contains("    \u001b[38;5;110m.name\u001b[m = \u001b[38;5;114m\"config\"\u001b[m,\n");
        }
    }

    @Test
    @RequiresKernel({Feature.BPF, Feature.TRACEFS})
    void anObjectShowsWhereItIsInItsLife() {
        var minimal = open("scripts/minimal.bpf.o");
        minimal.load();
        assertThat(Views.show(minimal, PLAIN)).contains("minimal  LOADED").endsWith("not attached; next attach()");
        assertThat(Views.show(minimal.attach(), PLAIN)).isEqualTo("handle_tp attached to tp/syscalls/sys_enter_write");
        assertThat(Views.show(minimal, PLAIN)).contains("13 insns  attached").contains("trace()");
        var link = minimal.links().get(0);
        minimal.close();
        assertThat(Views.show(minimal, PLAIN))
                .contains("minimal  CLOSED")
                .contains("int my_pid")
                .doesNotContain("= 0");
        assertThat(Views.show(link, PLAIN)).isEqualTo("handle_tp detached from tp/syscalls/sys_enter_write");
    }

    @Test
    void manyGlobalsAreCutAndTheRestIsNamed() {
        try (var globals = open("loader/src/test/bpf/globals.bpf.o")) {
            assertThat(Views.show(globals, PLAIN)).contains("more: section(\".data\")");
            assertThat(Views.show(globals.data(), new Style(false, 200, 80)))
                    .contains("  char name[16] = \"bpfsh\"", "  enum weekday weekday = WEDNESDAY (10)")
                    .contains("  union word word = {.whole = 67305985");
            assertThat(Views.show(globals.global("u64"), PLAIN)).isEqualTo("__u64 u64 = 18446744073709551615");
        }
    }

    @Test
    void anErrorIsItsReasonThenTheUsersOwnLines() {
        var error = new BpfException(
                "load", "x", "refused \u001b[2J", Errno.EPERM, List.of("missing: CAP_BPF"), "run it as root");
        var frames = List.of(
                new StackTraceElement("dev.bpfsh.loader.BpfObject", "load", "BpfObject.java", 1),
                new StackTraceElement("", "step", "mine.jsh", 12),
                new StackTraceElement("", "", "mine.jsh", 20));
        assertThat(Views.error(error, frames, PLAIN).lines())
                .containsExactly(
                        "load x: refused \\e[2J (EPERM)",
                        "  missing: CAP_BPF",
                        "hint: run it as root",
                        "  at mine.jsh:12 in step()",
                        "  at mine.jsh:20");
    }

    @Test
    void longLinesOfAnErrorBreakBetweenWords() {
        var hint = "a look-up or a reservation may find nothing: check for NULL before the pointer is used";
        var error = new BpfException("load", "x", "y".repeat(90) + " z", null, List.of("insn " + hint), hint);
        assertThat(Views.error(error, PLAIN).lines())
                .containsExactly(
                        "load x:",
                        "    " + "y".repeat(90) + " z",
                        "  insn a look-up or a reservation may find nothing: check for NULL before the",
                        "      pointer is used",
                        "hint: a look-up or a reservation may find nothing: check for NULL before the",
                        "      pointer is used");
        assertThat(Views.error(error, Style.unbounded()).lines()).hasSize(3);
    }

    @Test
    void javasExceptionsKeepTheirNamesAndCauses() {
        var error = new IllegalArgumentException("no good", new ArithmeticException("/ by zero"));
        assertThat(Views.error(error, PLAIN).lines())
                .containsExactly("IllegalArgumentException: no good", "  because: ArithmeticException: / by zero");
        assertThat(Views.error(new NullPointerException(), PLAIN)).isEqualTo("NullPointerException");
    }

    @Test
    void anErrorFitsAScreen() {
        var details = IntStream.range(0, 100).mapToObj(i -> "line " + i).toList();
        var text = Views.error(new BpfException("load", "x", "no", null, details, "the hint"), PLAIN);
        assertThat(text.lines().count()).isLessThan(24);
        assertThat(text).contains("more lines").endsWith("hint: the hint");
    }

    @Test
    @RequiresKernel(Feature.BPF)
    void aMapShowsItsFirstEntriesAndHowManyMore() {
        try (var map = BpfMap.create("hash", "counts", 4, 8, 1000)) {
            assertThat(Views.show(map, PLAIN)).isEqualTo("counts  hash  1000 x 4 -> 8 B\n  empty");
            map.put(42, 7);
            assertThat(Views.show(map, PLAIN)).endsWith("\nkey  value\n 42      7");
            assertThat(Views.show(map.entries(), PLAIN)).isEqualTo("key  value\n 42      7");
            IntStream.range(100, 600).forEach(key -> map.put(key, key));
            assertThat(Views.show(map, PLAIN).lines())
                    .hasSize(21)
                    .last()
                    .asString()
                    .isEqualTo("... 483 more");
            assertThat(Views.show(map.entries(), PLAIN).lines())
                    .hasSize(21)
                    .last()
                    .asString()
                    .isEqualTo("... 482 more of 501");
            assertThat(Views.show(map.entries(), Style.unbounded()).lines()).hasSize(502);
            assertThat(Views.show(map.cursor(), PLAIN)).startsWith("MapCursor: forEachRaw(...), key(), ");
            assertThat(Views.show(map.info(), PLAIN)).contains("  type         hash\n", "  value        8 B\n");
        }
        try (var object = open("loader/src/test/bpf/mapuse.bpf.o")) {
            assertThat(Views.show(object.map("notes"), PLAIN)).contains("notes  queue", "after load()");
            assertThat(Views.show(object.maps(), PLAIN).lines())
                    .hasSize(object.maps().size() + 1)
                    .startsWith("map            type          holds", "per_cpu        percpu_hash   8 x 16 -> 24 B");
        }
    }

    @Test
    void aStructIsCAndBreaksWhereItIsLong() {
        try (var values = open("loader/src/test/bpf/values.bpf.o")) {
            var config = values.global("config");
            assertThat(Views.show(config.get("limits[2]"), PLAIN)).isEqualTo("{.min = 5, .max = 4294967295}");
            assertThat(Views.show(config, new Style(false, 80, 60)))
                    .startsWith(
                            "struct config config = {\n    .name = \"config\",\n    .limits = {\n        {.min = 1,")
                    .contains("\n    .mode = SLOW,\n")
                    .endsWith("\n}");
            assertThat(Views.show(config, PLAIN).lines().count()).isEqualTo(21);
            assertThat(Views.show(values.snapshot(), PLAIN))
                    .startsWith("snapshot of ")
                    .contains("more lines");
            assertThat(Views.show(config.get("limits"), PLAIN).lines())
                    .containsExactly("min         max", "  1           2", "  3           4", "  5  4294967295");
        }
    }

    @Test
    void recordsAreColumnsAndManyAreATable() {
        var stats = new VerifierStats(7, 1000, 1, 2, 3, Optional.of(Duration.ofMillis(2)), Optional.empty());
        assertThat(Views.show(Optional.of(stats), PLAIN).lines())
                .contains("  instructions             7", "  time                     2 ms");
        var links = List.of(new LinkInfo(3, "xdp", 9, Map.of("ifindex", 1L)), new LinkInfo(12, "iter", 9, Map.of()));
        assertThat(Views.show(links, PLAIN).lines())
                .containsExactly("id  type  program  details", " 3  xdp         9  ifindex 1", "12  iter        9");
        assertThat(Views.show(new TestResult(3, new byte[20], new byte[0], Optional.empty(), 5), PLAIN)
                        .lines())
                .containsExactly(
                        "  returned  3",
                        "  data      20 B: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 ...",
                        "  a run     5 ns");
    }

    @Test
    void longTextsAreLinesOfOneScreen() {
        try (var values = open("loader/src/test/bpf/values.bpf.o")) {
            var code = values.program("count").disassemble();
            assertThat(Views.show(code, PLAIN).lines())
                    .hasSize(21)
                    .contains("   0: (85) call bpf_get_current_pid_tgid#14");
            var layout = Views.show(TypeText.of(values.btf(), "limit"), PLAIN);
            assertThat(layout).startsWith("struct limit {\n    ").contains("/* size: 8, ");
        }
        var log =
                IntStream.range(0, 50).mapToObj(i -> i + ": " + "x".repeat(50)).toList();
        assertThat(Views.show(log, PLAIN).lines())
                .hasSize(21)
                .startsWith("... 30 lines before", log.get(30))
                .endsWith(log.get(49));
        assertThat(Views.answer("x", RejectionCause.values(), PLAIN)).startsWith("x ==> ");
        assertThat(Views.cut("x".repeat(10_000), PLAIN).length()).isLessThan(80 * 22);
    }

    @Test
    void ofWhatTheKernelListsTheNewestAreShown() {
        var links = IntStream.rangeClosed(1, 50)
                .mapToObj(id -> new LinkInfo(id, "xdp", 0, Map.of()))
                .toList();
        assertThat(Views.show(links, PLAIN).lines())
                .hasSizeLessThanOrEqualTo(21)
                .startsWith("... 32 older")
                .anyMatch(line -> line.startsWith("33 "))
                .noneMatch(line -> line.startsWith("32 "))
                .last()
                .asString()
                .startsWith("50 ");
        // In another order somebody wants another beginning.
        var descending = new ArrayList<>(links);
        Collections.reverse(descending);
        assertThat(Views.show(descending, PLAIN).lines())
                .anyMatch(line -> line.startsWith("50 "))
                .last()
                .isEqualTo("... 31 more of 50");
        assertThat(Views.show(links, Style.unbounded()).lines()).hasSize(51);
    }

    @Test
    @RequiresKernel(Feature.BPF)
    void aRejectionIsItsReasonItsPlaceAndAHint() {
        var object = open("loader/src/test/bpf/rejected.bpf.o");
        var failed = catchThrowableOfType(LoadFailed.class, object::load);
        assertThat(Views.show(failed.rejection(), PLAIN).lines())
                .startsWith("R0 unbounded memory access, make sure to bounds check any such access")
                .anyMatch(line -> line.startsWith("  source  rejected.bpf.c:31: "))
                .last()
                .asString()
                .startsWith("hint: bound the length");
    }

    @Test
    void anErrorSpeaksOfTheSessionsVariablesByTheirNames() {
        var error = new NullPointerException("because \"REPL.$JShell$76.c\" is null");
        var frames =
                List.of(new StackTraceElement("", "do_it$Aux", "#3", 1), new StackTraceElement("", "do_it$", "#3", 1));
        assertThat(Views.error(error, frames, PLAIN))
                .isEqualTo("NullPointerException: because \"c\" is null\n  at #3:1");
    }

    @Test
    void ofAClosedObjectThereIsWhatIsDeclared() {
        var values = open("loader/src/test/bpf/globals.bpf.o");
        var data = values.data();
        var global = values.global("u64");
        values.close();
        assertThat(Views.show(data, PLAIN))
                .startsWith("globals.data   closed\n")
                .contains("\n  char name[16]\n");
        assertThat(Views.show(global, PLAIN)).isEqualTo("__u64 u64");
        assertThat(Views.line(global)).isEqualTo("__u64 u64");
    }

    @Test
    void namesOutOfAFileReachNoTerminal() throws Exception {
        var file = Files.readString(Bpfsh.root().resolve("scripts/minimal.bpf.o"), StandardCharsets.ISO_8859_1)
                .replace("handle_tp", "h\u001b[2J_tpx")
                .replace("my_pid", "m\u001b[2Jy");
        try (var object = BpfObject.open(file.getBytes(StandardCharsets.ISO_8859_1), "a\u001b[2Jb")) {
            var program = object.programs().values().iterator().next();
            for (var value : List.of(object, program, object.bss())) {
                assertThat(Views.show(value, PLAIN)).contains("\\e[2J").doesNotContain("\u001b");
                assertThat(Views.line(value)).doesNotContain("\u001b");
            }
        }
    }

    @Test
    void anArrayInCIsCutToTheScreenAndShownWhole() {
        var numbers = IntStream.range(0, 100).boxed().toList();
        assertThat(CView.lines("x = ", numbers, PLAIN.withAll("show(x)")))
                .startsWith("x = {")
                .contains("    ... 68 more: show(x)")
                .endsWith("}");
        assertThat(CView.lines("x = ", numbers, PLAIN.whole()))
                .noneMatch(line -> line.contains("more"))
                .anyMatch(line -> line.contains("98, 99,"));
    }
}
