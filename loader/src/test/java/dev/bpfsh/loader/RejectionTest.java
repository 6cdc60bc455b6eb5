// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The programs of the fixture {@code rejections}, on this kernel, and in logs that others wrote about them. */
class RejectionTest {
    private static final String EXPECTED = """
            null_check         | NULL_CHECK     | R0 invalid mem access 'map_value_or_null' | return *size; | r0 = *(u64 *)(r0 +0) | R0=map_value_or_null(map=sizes,vs=8)
            packet_bounds      | PACKET         | invalid access to packet, off=14 size=1, R1(id=0,off=14,r=0) | return data[14]; | r0 = *(u8 *)(r1 +14) | R1=pkt(r=0)
            map_bounds         | MAP_BOUNDS     | invalid access to map value, value_size=20 off=24 size=4 | (char *)found + 24 | r6 = *(u32 *)(r0 +24) | R0=map_value(map=rows,vs=20)
            unbounded          | UNBOUNDED      | R0 unbounded memory access | return found->cells[found->length]; | r6 = *(u8 *)(r0 +4) | R0=map_value(map=rows,vs=20,smin=0,smax=umax=0xffffffff)
            stack_range        | STACK          | invalid unbounded variable-offset write to stack R2 | cells[found->length] = 1; | *(u8 *)(r2 +0) = r1 | R2=fp(off=-24,smin=0,smax=umax=0xffffffff)
            unset_register     | UNSET_REGISTER | R2 !read_ok | asm volatile | r0 = r2 |
            endless            | ENDLESS_LOOP   | infinite loop detected at insn 4 | while (limit) | r2 = *(u32 *)(r1 +0) | R1=map_value(
            too_complex        | TOO_COMPLEX    | jumps is too complex. | | |
            reference          | REFERENCE      | Unreleased reference id=2 alloc_insn=4 | } | exit |
            helper_of_others   | HELPER         | program of this type cannot use helper bpf_redirect#23 | return bpf_redirect(1, 0); | call bpf_redirect#23 |
            argument_type      | ARGUMENT       | R2 type=scalar expected=fp, pkt, | bpf_map_lookup_elem(&rows, (void *)5L) | call bpf_map_lookup_elem#1 | R2=5
            negative_length    | NEGATIVE       | R2 min value is negative | bpf_probe_read_kernel(name, *size < 16 | call bpf_probe_read_kernel#113 | R2=scalar(smax=15)
            long_length        | STACK          | invalid write to stack R1 off=-16 size=255 | bpf_probe_read_kernel(name, found->length & 0xff | call bpf_probe_read_kernel#113 | R1=fp-16
            pointer_arithmetic | ARITHMETIC     | R1 pointer arithmetic with *= operator prohibited | asm volatile | r1 *= 8 | R1=ctx()
            return_range       | RETURN_VALUE   | At program exit the register R0 has smin=5 smax=5 should have been in [0, 1] | return 5; | exit | R0=5
            callback_range     | RETURN_VALUE   | At callback return the register R0 has smin=5 smax=5 | return 5; | exit | R0=5
            context_access     | CONTEXT        | invalid bpf_context access off=100 size=4 | ctx + 100 | r0 = *(u32 *)(r1 +100) | R1=ctx()
            read_only          | READ_ONLY      | write into map forbidden, value_size=4 off=0 size=4 | &limit = 6; | *(u32 *)(r1 +0) = r2 | R1=map_value(
            kernel_pointer     | KERNEL_POINTER | R0 invalid mem access 'scalar' | bpf_get_current_task() | r0 = *(u32 *)(r0 +0) | R0=scalar()
            untrusted          | TRUST          | R1 must be a rcu pointer | bpf_task_acquire(task->last_wakee) | call bpf_task_acquire# | R1=ptr_task_struct()
            unknown_kfunc      | KFUNC          | R0 !read_ok | bpf_no_such_function(1) | |
            relocation         | RELOCATION     | failed to resolve CO-RE relocation <byte_off> | bpf_get_current_task() | <invalid CO-RE relocation> |
            unreachable        | STRUCTURE      | unreachable insn 2 | | |
            no_exit            | STRUCTURE      | last insn is not an exit or jmp | | |
            combined_stack     | STACK_SIZE     | combined stack size of 2 calls is 608. Too large | | |
            may_sleep          | SLEEP          | in | bpf_copy_from_user(&value | call bpf_copy_from_user#148 |
            locked             | LOCK           | BPF_EXIT instruction in main prog cannot be used inside bpf_spin_lock-ed region | } | exit |
            unknown_helper     | HELPER         | invalid func unknown#9999 | 9999 | call unknown#9999 |
            """;

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = EXPECTED, delimiter = '|', quoteCharacter = '\0', ignoreLeadingAndTrailingWhitespace = true)
    @RequiresKernel({Feature.BPF, Feature.BTF})
    void thisKernel(String name, RejectionCause cause, String reason, String source, String insn, String registers) {
        try (var object = Fixture.open("rejections")) {
            object.program(name).autoload(true);
            var failure = catchThrowableOfType(LoadFailed.class, object::load);
            assertThat(failure.rejection()).hasValueSatisfying(rejection -> {
                check(rejection, cause, reason, source, insn, registers);
                assertThat(rejection.explanation().isPresent())
                        .isEqualTo(failure.log().stream().anyMatch(line -> line.startsWith("Verification failed")));
            });
            assertThat(failure.getMessage())
                    .startsWith("load rejections." + name + ": "
                            + failure.rejection().orElseThrow().reason() + " (")
                    .endsWith("\nhint: " + cause.hint());
            assertThat(failure.getMessage().lines().count()).isLessThan(16);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = EXPECTED, delimiter = '|', quoteCharacter = '\0', ignoreLeadingAndTrailingWhitespace = true)
    void linux73(String name, RejectionCause cause, String reason, String source, String insn, String registers) {
        var log = log(name);
        var rejection = Rejection.of(log).orElseThrow();
        // Of a loop over a constant, 7.3 makes a jump; what it does not need to remember of a register, it forgets.
        var known = List.of("endless", "reference", "stack_range").contains(name) ? null : registers;
        check(rejection, cause, reason, source, insn, known);
        boolean reported = log.stream().anyMatch(line -> line.startsWith("Verification failed"));
        assertThat(rejection.explanation().isPresent()).isEqualTo(reported);
        assertThat(rejection.excerpt().size()).isLessThan(16);
        assertThat(rejection.excerpt()).allSatisfy(line -> assertThat(line).hasSizeLessThan(200));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = EXPECTED, delimiter = '|', quoteCharacter = '\0', ignoreLeadingAndTrailingWhitespace = true)
    void linux612(String name, RejectionCause cause, String reason, String source, String insn) {
        checkOld("6.12", name, cause, source, insn);
    }

    // The verifier's words were others, and it did not say the place of a line of C.
    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = EXPECTED, delimiter = '|', quoteCharacter = '\0', ignoreLeadingAndTrailingWhitespace = true)
    void linux61(String name, RejectionCause cause, String reason, String source, String insn) {
        if (name.equals("untrusted")) {
            // 6.1 does not have the function that it calls.
            checkOld("6.1", name, RejectionCause.KFUNC, "if (task)", "if r0 == 0x0");
        } else {
            checkOld("6.1", name, cause, source, insn);
        }
    }

    private static void checkOld(String kernel, String name, RejectionCause cause, String source, String insn) {
        var rejection = Rejection.of(log(kernel, name)).orElseThrow();
        assertThat(rejection.cause()).contains(cause);
        assertThat(rejection.source().orElse("")).contains(source == null ? "" : source);
        assertThat(rejection.instruction().orElse("")).contains(insn == null ? "" : insn);
        assertThat(rejection.explanation()).isEmpty();
    }

    private static void check(
            Rejection rejection, RejectionCause cause, String reason, String source, String insn, String registers) {
        assertThat(rejection.reason()).contains(reason);
        assertThat(rejection.cause()).contains(cause);
        assertThat(rejection.hint()).contains(cause.hint());
        if (source != null) {
            assertThat(rejection.source())
                    .hasValueSatisfying(line ->
                            assertThat(line).startsWith("rejections.bpf.c:").contains(source));
        }
        if (insn != null) {
            assertThat(rejection.instruction())
                    .hasValueSatisfying(
                            text -> assertThat(text).matches("\\d+: .*").contains(insn));
        }
        if (registers != null) {
            assertThat(rejection.registers().toString()).contains(registers);
        }
    }

    @Test
    @RequiresKernel({Feature.BPF, Feature.BTF})
    void theObjectSaysWhatTheLogDoesNot() {
        var unreachable = rejected("unreachable");
        assertThat(unreachable.instruction()).contains("2: r0 = 1");
        assertThat(unreachable.source())
                .hasValueSatisfying(line -> assertThat(line).contains("asm volatile"));
    }

    private static Rejection rejected(String program) {
        try (var object = Fixture.open("rejections")) {
            object.program(program).autoload(true);
            return catchThrowableOfType(LoadFailed.class, object::load)
                    .rejection()
                    .orElseThrow();
        }
    }

    @Test
    void theNewLogExplainsAndTellsThePath() {
        var rejection = Rejection.of(log("null_check")).orElseThrow();
        assertThat(rejection.explanation())
                .contains("R0 may be NULL here (a nullable map value pointer). The program could dereference NULL on"
                        + " this path, so the verifier cannot prove this access is safe.");
        assertThat(rejection.path())
                .singleElement()
                .asString()
                .matches("rejections\\.bpf\\.c:\\d+: R0 changed from uninitialized value to nullable map value from"
                        + " sizes at offset 0");
        assertThat(rejection.excerpt())
                .anySatisfy(line -> assertThat(line).startsWith("R0 may be NULL here"))
                .anySatisfy(line -> assertThat(line).startsWith("before: rejections.bpf.c:"));
        var reference = Rejection.of(log("reference")).orElseThrow();
        assertThat(reference.path().get(0)).contains("acquired: owned resource (id=2)");
    }

    @Test
    void theNewLogsSuggestionIsTheHintForARareCause() {
        var rare = List.of(
                "0: R1=ctx() R10=fp0",
                "0: (95) exit",
                "R0 is of a kind nobody heard of",
                "",
                "Verification failed: Rarity: Nobody heard of it",
                "",
                "Reason:",
                "  It is rare.",
                "",
                "Suggestion:",
                "  Do something",
                "  else.",
                "",
                "processed 1 insns (limit 1000000) max_states_per_insn 0 total_states 0 peak_states 0 mark_read 0");
        var rejection = Rejection.of(rare).orElseThrow();
        assertThat(rejection.cause()).isEmpty();
        assertThat(rejection.reason()).isEqualTo("R0 is of a kind nobody heard of");
        assertThat(rejection.hint()).contains("Do something else.");
        assertThat(rejection.instruction()).contains("0: exit");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    back-edge from insn 5 to 1 | ENDLESS_LOOP
                    invalid indirect read from stack R2 off -8+4 size 8 | UNSET_STACK
                    invalid func unknown#195896080 | RELOCATION
                    BPF map 'rows' is referenced but wasn't created | MAP_NOT_CREATED
                    kfunc 'bpf_x' is referenced but wasn't resolved | KFUNC
                    R1 pointer += pointer prohibited | ARITHMETIC
                    invalid indirect access to stack R1 off=-16 size=255 | STACK
                    bpf_spin_unlock is missing | LOCK
                    R0 invalid mem access 'inv' | KERNEL_POINTER
                    R2 unbounded memory access, use 'var &= const' or 'if (var < const)' | UNBOUNDED
                    BPF program is too large. Processed 1000001 insn | TOO_COMPLEX
                    jump out of range from insn 2 to 9 | STRUCTURE
                    bpf_spin_lock is missing unlock | LOCK
                    bpf_rcu_read_unlock is missing | LOCK
                    At program exit the register R0 has value (0x5; 0x0) should have been in (0x0; 0x1) | RETURN_VALUE
                    missing btf func_info | BTF
                    cannot call GPL only function from proprietary program | LICENCE
                    unknown func bpf_sys_bpf#166 | HELPER
                    """)
    void otherKernelsWords(String reason, RejectionCause cause) {
        assertThat(RejectionCause.of(reason)).contains(cause);
    }

    @Test
    void logsOfOldKernelsAreReadToo() {
        // As Linux 5.10 writes it: the states are on lines of their own, registers have their liveness.
        var log = List.of(
                "; struct row *row = bpf_map_lookup_elem(&rows, &key);",
                "6: (85) call bpf_map_lookup_elem#1",
                "7: R0_w=map_value_or_null(id=1,off=0,ks=4,vs=20,imm=0) R10=fp0 fp-8=mmmm????",
                "; return row->length;",
                "7: (61) r0 = *(u32 *)(r0 +0)",
                "R0 invalid mem access 'map_value_or_null'",
                "processed 7 insns (limit 1000000) max_states_per_insn 0 total_states 0 peak_states 0 mark_read 0");
        var rejection = Rejection.of(log).orElseThrow();
        assertThat(rejection.cause()).contains(RejectionCause.NULL_CHECK);
        assertThat(rejection.source()).contains("return row->length;");
        assertThat(rejection.instruction()).contains("7: r0 = *(u32 *)(r0 +0)");
        assertThat(rejection.registers()).containsEntry("R0", "map_value_or_null(vs=20)");
    }

    @Test
    void saysWhereAReferenceWasTakenAndLeavesOutWhatALoadWrites() {
        assertThat(Rejection.of(log("6.12", "reference")).orElseThrow().path())
                .singleElement()
                .asString()
                .endsWith("bpf_ringbuf_reserve(&events, sizeof(*event), 0); takes it");
        assertThat(Rejection.of(log("6.12", "unbounded")).orElseThrow().registers())
                .containsOnlyKeys("R0");
    }

    @Test
    void anAcceptedProgramIsNotRejected() {
        assertThat(Rejection.of(List.of())).isEmpty();
        assertThat(Rejection.of(log("accepted"))).isEmpty();
    }

    @Test
    void countsWhatVerifyingTook() {
        var stats = VerifierStats.of(log("accepted")).orElseThrow();
        assertThat(stats.instructions()).isEqualTo(12);
        assertThat(stats.limit()).isEqualTo(1_000_000);
        assertThat(stats.peakStates()).isEqualTo(1);
        assertThat(stats.time()).contains(Duration.ofNanos(11_564_000));
        assertThat(stats.stackDepth()).contains(0);
        assertThat(VerifierStats.of(List.of(
                                "stack depth 8+24",
                                "processed 9 insns (limit 131072) max_states_per_insn 1"
                                        + " total_states 2 peak_states 3 mark_read 4"))
                        .orElseThrow()
                        .stackDepth())
                .contains(32);
        assertThat(VerifierStats.of(List.of())).isEmpty();
    }

    @Test
    @RequiresKernel(Feature.BPF)
    void anAcceptedProgramsStatsAreThereWhenAskedFor() {
        try (var two = Fixture.open("two")) {
            two.program("first").verifierLogLevel(4);
            two.load();
            assertThat(two.program("first").verifierStats()).hasValueSatisfying(stats -> {
                assertThat(stats.instructions())
                        .isEqualTo(two.program("first").info().verifiedInstructions());
                assertThat(stats.time()).isPresent();
                assertThat(stats.stackDepth()).isPresent();
            });
            assertThat(two.program("second").verifierStats()).isEmpty();
        }
    }

    private static List<String> log(String name) {
        return log("7.3", name);
    }

    private static List<String> log(String kernel, String name) {
        try (var stream = RejectionTest.class.getResourceAsStream("verifier-" + kernel + "/" + name + ".log")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
