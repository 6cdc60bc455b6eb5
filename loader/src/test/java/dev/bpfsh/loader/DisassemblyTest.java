// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.OnOneJdk;
import dev.bpfsh.testing.ReferenceTool;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@RequiresKernel({Feature.BPF, Feature.BTF})
class DisassemblyTest {
    private static final Pattern INSTRUCTION = Pattern.compile("\\s*(\\d+): (\\([0-9a-f]{2}\\) .*)");
    private static final Pattern SOURCE = Pattern.compile("; (.*) \\[file:(.*) line_num:(\\d+) line_col:(\\d+)]");
    private static final Pattern NUMBER = Pattern.compile("\\b(?:0x[0-9a-f]+|\\d+)|(?<=[rw])\\d+");
    private static final int MOST_OF_AN_OBJECT = 3;
    private static final AtomicInteger COMPARED = new AtomicInteger();
    /** Instructions without their numbers and registers that were compared. */
    private static final Set<String> FORMS = ConcurrentHashMap.newKeySet();

    static List<Path> objects() {
        return Corpus.loadable();
    }

    @ParameterizedTest
    @MethodSource("objects")
    @OnOneJdk
    void theKernelsVersionIsAsBpftoolPrintsIt(Path file) {
        try (var object = BpfObject.open(file)) {
            if (file.endsWith("instructions.bpf.o")) {
                object.programs().values().forEach(program -> program.autoload(true));
            }
            try {
                object.load();
            } catch (BpfException refused) {
                assertThat(file).isNotEqualTo(Fixture.path("instructions"));
                return;
            }
            var programs = object.programs().values().stream()
                    .filter(BpfProgram::autoload)
                    .limit(MOST_OF_AN_OBJECT)
                    .toList();
            // bpftool reads all symbols of the kernel for each: of more than one those that have something new.
            for (int i = 0; i < programs.size(); i++) {
                if (FORMS.addAll(forms(programs.get(i))) || i == 0) {
                    compare(programs.get(i));
                }
            }
        }
    }

    private static Set<String> forms(BpfProgram program) {
        return program.translated()
                .lines()
                .map(line -> NUMBER.matcher(normal(line.text())).replaceAll("N"))
                .collect(Collectors.toSet());
    }

    @AfterAll
    static void manyWereCompared() {
        // None, when a single other test of this class is run.
        assertThat(COMPARED.get()).satisfiesAnyOf(count -> assertThat(count).isZero(), count -> assertThat(count)
                .isGreaterThan(60));
    }

    private static void compare(BpfProgram program) {
        var ours = new ArrayList<String>();
        var sources = new HashMap<Integer, String>();
        program.translated().lines().forEach(line -> {
            ours.add(normal(line.instruction().index()
                    + " (%02x) ".formatted(line.instruction().opcode())
                    + line.text()));
            line.source()
                    .ifPresent(source -> sources.put(
                            line.instruction().index(),
                            source.text() + " " + source.file() + " " + source.line() + " " + source.column()));
        });
        var theirs = new ArrayList<String>();
        var id = String.valueOf(program.info().id());
        String source = null;
        for (var line : ReferenceTool.output("bpftool", "prog", "dump", "xlated", "id", id, "linum")
                .split("\n")) {
            var instruction = INSTRUCTION.matcher(line);
            var said = SOURCE.matcher(line);
            if (instruction.matches()) {
                theirs.add(normal(instruction.group(1) + " " + instruction.group(2)));
                if (source != null) {
                    assertThat(sources).containsEntry(Integer.valueOf(instruction.group(1)), source);
                }
                source = null;
            } else if (said.matches()) {
                source = said.group(1) + " " + said.group(2) + " " + said.group(3) + " " + said.group(4);
            }
        }
        assertThat(ours).as(program.toString()).isNotEmpty().isEqualTo(theirs);
        COMPARED.incrementAndGet();
    }

    // bpftool names a function of the program by the symbol of its machine code, or has an address where there is none;
    // 7.1 takes the address of a per-CPU variable for a move.
    private static String normal(String text) {
        return text.replaceAll("#bpf_prog_[0-9a-f]{16}_", "#")
                .replaceAll("#0x[0-9a-f]+$", "#")
                .replace("r0 = &(void __percpu *)(r0)", "r0 = r0")
                .strip();
    }

    @Test
    void asCompiledItHasNamesWhereAddressesWillBe() {
        try (var object = Fixture.open("instructions")) {
            var code = object.program("all").disassemble();
            assertThat(code.functions())
                    .extracting(Disassembly.Function::name)
                    .containsExactly("all", "visit", "shared", "twice");
            assertThat(code.functions().get(0).lines())
                    .extracting(Disassembly.Line::text)
                    .contains(
                            "r1 = *(u32 *)(r6 +0)",
                            "w1 &= 3",
                            "r1 = map[values]",
                            "call bpf_map_lookup_elem#1",
                            "if r7 == 0x0 goto pc+72",
                            "call bpf_rcu_read_lock",
                            "r2 = &visit",
                            "call bpf_for_each_map_elem#164",
                            "r2 = &counter",
                            "lock *(u64 *)(r2 +0) |= r1",
                            "r1 = atomic64_fetch_add((u64 *)(r2 +0), r1)",
                            "r3 = atomic64_xchg((u64 *)(r2 +0), r3)",
                            "r0 = atomic_cmpxchg((u32 *)(r4 +0), r0, r2)",
                            "r2 = -r2",
                            "r8 = be32 r8",
                            "call shared",
                            "call twice",
                            "exit");
            assertThat(code.functions().get(2).lines())
                    .extracting(Disassembly.Line::text)
                    .contains("call twice");
            assertThat(object.program("packet").disassemble().lines())
                    .extracting(Disassembly.Line::text)
                    .contains("r0 = *(u16 *)skb[12]", "r0 = *(u8 *)skb[r7 + 0]");
        }
    }

    @Test
    void asCompiledItHasTheLinesOfC() {
        var object = Fixture.open("two");
        object.close();
        assertThat(object.program("second").disassemble().toString())
                .startsWith("second:\n; ")
                .contains("@ two.bpf.c:")
                .contains("; bpf_printk(\"second program saw getppid of %d\", watched_tgid); @ two.bpf.c:")
                .contains("   0: (85) call bpf_get_current_pid_tgid#14\n")
                .contains("(18) r1 = &watched_tgid\n");
    }

    @ParameterizedTest
    @MethodSource("everyObject")
    void everyProgramIsDisassembledAsCompiled(Path file) {
        try (var object = BpfObject.open(file)) {
            for (var program : object.programs().values()) {
                var code = program.disassemble();
                assertThat(code.lines()).isNotEmpty().allSatisfy(line -> assertThat(line.text())
                        .doesNotStartWith("unknown"));
                var own = code.functions().get(0).lines();
                int instructions = own.stream()
                        .mapToInt(line -> line.instruction().wide() ? 2 : 1)
                        .sum();
                assertThat(instructions).isEqualTo(program.instructionCount());
            }
        }
    }

    static List<Path> everyObject() {
        return Corpus.all();
    }

    @Test
    void anyProgramOfTheMachineIsDisassembled() {
        try (var two = Fixture.open("two")) {
            assertThatThrownBy(() -> two.program("first").translated()).hasMessageContaining("two is OPENED");
            two.load();
            int id = two.program("first").info().id();
            assertThat(BpfProgram.translated(id)).contains(two.program("first").translated());
            assertThat(BpfProgram.translated(Integer.MAX_VALUE)).isEmpty();
            assertThat(two.program("first").translated().toString())
                    .startsWith("first:\n; ")
                    .containsPattern("map\\[id:\\d+]\\[0]\\+0");
        }
    }

    @Test
    void damagedObjectsAreRefused() {
        var whole = Fixture.bytes("instructions");
        int refused = 0;
        for (int at = 0; at < whole.length; at++) {
            var damaged = whole.clone();
            damaged[at] = (byte) (at % 2 == 0 ? 0xff : damaged[at] ^ 0x55);
            try {
                CompiledCode.of(damaged, "all").toString();
            } catch (BpfException expected) {
                refused++;
            }
        }
        assertThat(refused).isBetween(1, whole.length - 1);
    }
}
