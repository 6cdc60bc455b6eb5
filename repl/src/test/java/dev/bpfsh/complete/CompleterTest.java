// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.complete;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.host.Evaluator;
import dev.bpfsh.host.Outcome;
import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is offered at a cursor, in one session with real objects. */
class CompleterTest {
    private static Evaluator evaluator;
    private static Completer completer;

    @BeforeAll
    static void open() throws Exception {
        evaluator = TestSession.of(
                "var minimal = open(Path.of(\"" + Bpfsh.root() + "/scripts/minimal.bpf.o\"))",
                "var globals = open(Path.of(\"" + Bpfsh.root() + "/loader/src/test/bpf/globals.bpf.o\"))",
                "var values = open(Path.of(\"" + Bpfsh.root() + "/loader/src/test/bpf/values.bpf.o\"))",
                "var events = open(Path.of(\"" + Bpfsh.root() + "/loader/src/test/bpf/events.bpf.o\"))",
                "var names = new ArrayList<String>()",
                "var ports = new TreeMap<>(Map.of(\"http\", 80, \"https\", 443))",
                "record Point(int x, int y) { int sum() { return x + y; } }",
                "var origin = new Point(0, 0)",
                "int evaluations = 0",
                "int counted() { return ++evaluations; }",
                "/** Doubles. */ int twice(int number) { return 2 * number; }");
        completer = new Completer(evaluator);
    }

    @AfterAll
    static void close() {
        evaluator.eval("minimal.close(); globals.close(); values.close(); events.close()");
        evaluator.close();
    }

    private static Completion at(String text) {
        return completer.complete(text, text.length());
    }

    private static List<String> inserted(String text) {
        return at(text).candidates().stream().map(Candidate::insert).toList();
    }

    private static Candidate only(String text, String insert) {
        return at(text).candidates().stream()
                .filter(each -> each.insert().equals(insert))
                .findFirst()
                .orElseThrow(() -> new AssertionError(insert + " is not among " + inserted(text)));
    }

    @Test
    void namesComeWithTheirTypesInGroups() {
        assertThat(only("min", "minimal"))
                .isEqualTo(Candidate.java(Group.VARIABLES, "minimal", "BpfObject", "minimal", false));
        assertThat(only("minimal.", "bss()").type()).isEqualTo("Globals");
        assertThat(only("minimal.", "ringBuffer(").type()).isEqualTo("RingBuffer<Struct> / RingBuffer<T>");
        assertThat(only("minimal.", "maps()").type()).isEqualTo("Map<String, BpfMap>");
        assertThat(only("minimal.bss().", "map()").type()).isEqualTo("BpfMap");
        assertThat(only("names.", "get(").type()).isEqualTo("String");
        assertThat(only("Math.", "PI")).isEqualTo(Candidate.java(Group.FIELDS, "PI", "double", "PI", false));
        assertThat(only("kpr", "kprobe(").type()).isEqualTo("Kprobe");
        assertThat(only("twi", "twice(").type()).isEqualTo("int");
        assertThat(only("new ArrayLi", "ArrayList(").group()).isEqualTo(Group.CONSTRUCTORS);
        assertThat(only("Strin", "StringBuilder").group()).isEqualTo(Group.TYPES);
        assertThat(only("whi", "while").group()).isEqualTo(Group.KEYWORDS);
        assertThat(only("import java.util.", "ArrayList").group()).isEqualTo(Group.TYPES);
    }

    @Test
    void whatTheSessionDeclaresHasItsTypesToo() {
        assertThat(only("origin.", "x()").type()).isEqualTo("int");
        assertThat(only("origin.", "sum()").type()).isEqualTo("int");
        assertThat(inserted("new Poi")).containsExactly("Point(");
        assertThat(inserted("for (var each : names) ea")).containsExactly("each");
    }

    @Test
    void whatEveryObjectHasComesLast() {
        var groups = at("minimal.").candidates().stream().map(Candidate::group).toList();
        assertThat(groups).isSorted().contains(Group.OBJECT_METHODS);
        assertThat(only("minimal.", "wait(").group()).isEqualTo(Group.OBJECT_METHODS);
        assertThat(inserted("")).noneMatch(name -> name.contains("$JShell"));
    }

    @Test
    void whatFitsComesFirst() {
        var candidates = at("int n = ").candidates();
        assertThat(candidates.get(0).fits()).isTrue();
        assertThat(candidates.stream().filter(Candidate::fits).map(Candidate::name))
                .contains("twice(", "pid()")
                .doesNotContain("names", "open(");
        assertThat(at("minimal.").candidates()).noneMatch(Candidate::fits);
    }

    @Test
    void capitalsMayBeLeftOutAndHumpsAreEnough() {
        assertThat(inserted("minimal.RING")).containsExactly("ringBuffer(");
        assertThat(inserted("minimal.uRB")).containsExactly("userRingBuffer(");
        assertThat(inserted("minimal.xRB")).isEmpty();
        // A name as typed is never one of several that are only alike.
        assertThat(inserted("minimal.ma")).containsExactly("map(", "maps()");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "minimal.program(\", handle_tp, tp/syscalls/sys_enter_write",
                "minimal.map(\"minimal.b, minimal.bss, array",
                "minimal.global(\"my_, my_pid, int",
                "minimal.bss().set(\"my_, my_pid, int",
                "minimal.section(\".b, .bss, ``",
                "minimal.section(\".bss\").get(\", my_pid, int",
                "events.ringBuffer(\"ri, ring, ``",
                "`events.ringBuffer(\"ring\", \"ev`, event, ``",
                "`minimal.map(\"minimal.bss\").object().global(\"`, my_pid, int",
                "ports.get(\"htt, http, ``",
                "`tracepoint(\"sysc`, syscalls, ``",
                "`tracepoint(\"syscalls\", \"sys_enter_wri`, sys_enter_write, ``",
                "kprobe(\"do_unlin, do_unlinkat, ``",
                "ksyscall(\"unlink, unlinkat, ``",
                "tpBtf(\"sched_swi, sched_switch, ``",
                "lsm(\"file_op, file_open, ``",
                "fentry(\"vfs_unl, vfs_unlink, ``",
                "uprobe(\"libc.so, libc.so.6, ``",
                "`uprobe(\"libc.so.6\", \"mall`, malloc, ``",
                "xdp(\"l, lo, ``",
                "btf(\"task_str, task_struct, ``",
                "`btf(events.btf(), \"eve`, event, ``",
                "btf().find(\"task_str, task_struct, ``",
                "MapSpec.of(\"lpm, lpm_trie, ``",
                "logLevel(\"de, debug, ``",
            })
    @RequiresKernel({Feature.BPF, Feature.TRACEFS})
    void insideStringsWhatTheCallTakes(String text, String insert, String type) {
        var candidate = only(text, insert);
        assertThat(candidate.type()).isEqualTo(type);
        assertThat(candidate.group()).isEqualTo(Group.NAMES);
        assertThat(at(text).from()).isEqualTo(text.lastIndexOf('"') + 1);
    }

    @Test
    @RequiresKernel({Feature.BPF, Feature.TRACEFS})
    void whatIsInTheKernelNow() {
        assertThat(evaluator.eval(
                        "var loaded = open(Path.of(\"" + Bpfsh.root() + "/scripts/minimal.bpf.o\")); loaded.load();"))
                .allMatch(Outcome::succeeded);
        assertThat(only("progs(\"handle_t", "handle_tp").type()).isEqualTo("tracepoint");
        assertThat(only("maps(\"minimal.b", "minimal.bss").type()).isEqualTo("array");
        evaluator.eval("loaded.close()");
    }

    @Test
    void pathsOfStructsGoOnStepByStep() {
        assertThat(only("values.global(\"conf", "config").type()).isEqualTo("struct config");
        assertThat(inserted("values.global(\"config")).contains("config.name", "config.limits", "config.right");
        assertThat(only("values.global(\"config.li", "config.limits").type()).isEqualTo("struct limit [3]");
        assertThat(inserted("values.global(\"config.limits["))
                .containsExactly("config.limits[0]", "config.limits[1]", "config.limits[2]");
        assertThat(inserted("values.data().get(\"config.limits[2].m"))
                .containsExactly("config.limits[2].min", "config.limits[2].max");
        assertThat(inserted("values.global(\"config\").at(\"either.")).containsExactly("either.number", "either.real");
        // What has no parts ends the literal, what has some does not.
        assertThat(only("values.global(\"config.limits[2].ma", "config.limits[2].max")
                        .last())
                .isTrue();
        assertThat(only("values.global(\"config.li", "config.limits").last()).isFalse();
        assertThat(inserted("values.global(\"config.none.")).isEmpty();
        assertThat(inserted("values.global(\"config..")).isEmpty();
    }

    @Test
    void membersOfAStructThatIsAtHand() {
        assertThat(evaluator.eval("var config = (Struct) values.global(\"config\").get()"))
                .allMatch(Outcome::succeeded);
        assertThat(only("config.get(\"bal", "balance").type()).isEqualTo("= -42");
        assertThat(inserted("config.getLong(\"limits[1].")).containsExactly("limits[1].min", "limits[1].max");
        assertThat(inserted("config.getStruct(\"either\").get(\"")).containsExactly("number", "real");
    }

    @Test
    void onlyMapsOfWhichLookingRunsNothing() {
        assertThat(evaluator.eval("var wrapped = Collections.unmodifiableMap(ports); var plain = Map.of(\"a\", 1)"))
                .allMatch(Outcome::succeeded);
        assertThat(inserted("wrapped.get(\"h")).isEmpty();
        assertThat(inserted("plain.get(\"")).containsExactly("a");
        assertThat(inserted("minimal.programs().get(\"")).containsExactly("handle_tp");
    }

    @Test
    void namesWithTheirQuotesWhereAnArgumentBegins() {
        assertThat(only("minimal.map(", "\"minimal.bss\"").type()).isEqualTo("array");
        assertThat(at("minimal.map(").title()).isEqualTo("maps of minimal");
        assertThat(inserted("xdp(")).contains("\"lo\"", "pid()");
        assertThat(inserted("kprobe(")).noneMatch(name -> name.startsWith("\""));
        assertThat(inserted("minimal.map(x")).noneMatch(name -> name.startsWith("\""));
    }

    @Test
    void probesOfABinary() {
        var jvm = Path.of(System.getProperty("java.home"), "lib/server/libjvm.so");
        assertThat(inserted("usdt(\"" + jvm + "\", \"")).contains("hotspot");
        assertThat(inserted("usdt(\"" + jvm + "\", \"hotspot\", \"gc__b")).containsExactly("gc__begin");
    }

    @Test
    void filesAndBundledObjects() {
        assertThat(inserted("open(\"" + Bpfsh.root() + "/scripts/minimal.bpf."))
                .containsExactly(Bpfsh.root() + "/scripts/minimal.bpf.c", Bpfsh.root() + "/scripts/minimal.bpf.o");
        assertThat(inserted("Path.of(\"" + Bpfsh.root() + "/scri")).containsExactly(Bpfsh.root() + "/scripts/");
        assertThat(inserted("System.out.println(\"" + Bpfsh.root() + "/scri")).isEmpty();
    }

    @Test
    void bundledScripts() {
        System.setProperty("bpfsh.home", Bpfsh.root().toString());
        try {
            assertThat(only("run(\"boot", "bootstrap").type()).isNotEmpty();
            assertThat(at("watch(\"").title()).isEqualTo("scripts");
            assertThat(inserted("run(\"" + Bpfsh.root() + "/scripts/minimal."))
                    .containsExactly(Bpfsh.root() + "/scripts/minimal.jsh");
            assertThat(inserted("run(")).contains("\"bootstrap\"");
            assertThat(inserted("names.run(")).noneMatch(name -> name.startsWith("\""));
        } finally {
            System.clearProperty("bpfsh.home");
        }
    }

    @Test
    void columnsOfATableOfEvents() {
        assertThat(inserted("table(events.ringBuffer(\"ring\", \"event\"), \"c"))
                .containsExactly("cpu", "comm");
        assertThat(only("table(events.perfBuffer(\"perf\", \"event\"), \"cpu\", \"", "sequence")
                        .type())
                .isEqualTo("__u64");
        assertThat(inserted("table(events.ringBuffer(\"ring\", \"nosuch\"), \"c"))
                .isEmpty();
        assertThat(inserted("table(names, \"c")).isEmpty();
    }

    @Test
    void nothingIsOfferedWhereNothingIsKnown() {
        assertThat(inserted("// mini")).isEmpty();
        assertThat(inserted("/* mini")).isEmpty();
        assertThat(inserted("\"\"\"\nmini")).isEmpty();
        assertThat(inserted("'m")).isEmpty();
        assertThat(inserted("nosuch.map(\"")).isEmpty();
        assertThat(inserted("nosuch.")).isEmpty();
    }

    @Test
    void signaturesOfTheNameOrTheCallAtTheCursor() {
        assertThat(signatures("minimal.bss")).containsExactly("Globals BpfObject.bss()");
        assertThat(signatures("minimal.bss()")).containsExactly("Globals BpfObject.bss()");
        assertThat(signatures("minimal")).containsExactly("BpfObject minimal");
        assertThat(signatures("twice(")).containsExactly("int twice(int number)");
        assertThat(signatures("open(\"mini"))
                .containsExactly("BpfObject Prelude.open(String nameOrFile)", "BpfObject Prelude.open(Path file)");
        var call = completer.describe("uprobe(\"libc.so.6\", ", 20, false);
        assertThat(call.argument()).isEqualTo(1);
        // Of three arguments only what takes three is left.
        assertThat(signatures("new MapSpec(\"hash\", \"a\", 1, 2, 3, 4, null, "))
                .hasSize(1);
        assertThat(signatures("nosuch(")).isEmpty();
    }

    private static List<String> signatures(String text) {
        return completer.describe(text, text.length(), false).meanings().stream()
                .map(each -> each.signature().text())
                .toList();
    }

    @Test
    void documentationOfOurOwn() {
        var call = completer.describe("minimal.global(", 15, true);
        assertThat(call.meanings()).hasSize(1);
        assertThat(call.meanings().get(0).comment()).hasValueSatisfying(text -> assertThat(text)
                .startsWith("The global variable of that name")
                .contains("@throws BpfException"));
    }

    @Test
    void nothingIsEvaluated() {
        for (var text : List.of(
                "counted().", "names.get(counted()).", "Map.of(counted(), \"", "minimal.map(\"\" + counted()).")) {
            for (int cursor = 0; cursor <= text.length(); cursor++) {
                completer.complete(text, cursor);
                completer.describe(text, cursor, true);
            }
        }
        assertThat(evaluator.declarations().value("evaluations")).hasValue(0);
    }
}
