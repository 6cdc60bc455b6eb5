// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Why the verifier rejects programs, the commonest causes, each with what usually mends it. The first whose words are
 * in the verifier's reason is meant. Source: the messages in the kernel's {@code kernel/bpf/verifier.c}, and those that
 * libbpf puts in their place.
 */
public enum RejectionCause {
    LICENCE(
            "GPL-restricted|GPL only|GPL.compatible",
            "declare a licence: char LICENSE[] SEC(\"license\") = \"Dual BSD/GPL\";"),
    RELOCATION(
            "CO-RE relocation|unknown#195896080",
            "this kernel has no such type or member: ask bpf_core_field_exists() or bpf_core_type_exists() before it is"
                    + " read"),
    MAP_NOT_CREATED(
            "invalid BPF map reference|referenced but wasn't created",
            "the map was left out of this load: create it, or leave out the program too"),
    KFUNC(
            "invalid kfunc call|wasn't resolved|calling invalid kernel function|calling kernel function|kfunc.*not allowed",
            "this kernel does not have that function for this program type: declare it __weak, and call it only if"
                    + " bpf_ksym_exists() says so"),
    NULL_CHECK(
            "_or_null'|Possibly NULL pointer",
            "a look-up or a reservation may find nothing: check for NULL before the pointer is used"),
    KERNEL_POINTER(
            "invalid mem access '(scalar|inv)'",
            "to the verifier this is a number: read a kernel address with BPF_CORE_READ() or bpf_probe_read_kernel(),"
                    + " one of user space with bpf_probe_read_user()"),
    PACKET(
            "access to packet|outside of the packet",
            "compare with data_end before each access: if (data + LENGTH > data_end) return XDP_PASS;"),
    STACK_SIZE(
            "combined stack size|stack size.*(exceeds|too large)|[Tt]oo large stack",
            "functions that call each other have 512 bytes of stack together: keep large values in a per-CPU array"),
    UNSET_STACK(
            "indirect read from stack|read from stack.*off.*\\+",
            "fill the whole variable before a helper reads it, padding included: struct key key = {};"),
    STACK(
            "to stack|from stack|stack R\\d|variable-offset|stack pointer",
            "keep the index and the length inside the variable on the stack: if (n >= sizeof(buffer)) return 0;"),
    UNSET_REGISTER(
            "!read_ok",
            "give the variable a value on every path, and end the function with a return; a call takes r1 to r5 away"),
    READ_ONLY(
            "write into map forbidden|read into map forbidden|cannot write into|only read from .*is supported",
            "constants and read-only maps cannot be written by a program: make the variable non-const"),
    NEGATIVE(
            "min value is negative",
            "use an unsigned type, or check that the value is not negative: if (n < 0) return 0;"),
    UNBOUNDED(
            "unbounded memory access|unbounded min value|unbounded variable|invalid zero-sized",
            "bound the length or offset just before it is used: if (n > MAX) return 0;"),
    MAP_BOUNDS(
            "access to map value|access to memory|outside of the allowed memory range",
            "check the index against the map's size just before it is used"),
    REFERENCE(
            "Unreleased reference|reference leak",
            "submit, discard or release what was taken, on every path: bpf_ringbuf_submit(event, 0);"),
    ENDLESS_LOOP(
            "infinite loop|back-edge|loop is not bounded",
            "bound the loop by a constant, for (int i = 0; i < 100; i++), or use bpf_loop()"),
    TOO_COMPLEX(
            "program is too large|too complex|complexity limit|too many (jumps|states)",
            "the verifier walks every path up to a million instructions: use bpf_loop(), fewer branches, functions that"
                    + " are not static, or tail calls"),
    SLEEP(
            "sleepable|might sleep|may sleep",
            "only a sleepable program may call it: SEC(\"fentry.s/...\"), \"lsm.s/...\", \"uprobe.s/...\", \"iter.s/...\""),
    LOCK(
            "lock-ed region|spin_(un)?lock|rcu_read_|missing unlock|preempt|[Ii][Rr][Qq].*(region|restore|flag)",
            "unlock on every path before the program returns, and call nothing in between"),
    HELPER(
            "cannot use helper|unknown func|invalid func",
            "this program type or this kernel does not have that helper: bpftool feature probe lists those that it has"),
    RETURN_VALUE(
            "At program exit|At callback return|should have been in",
            "return only what this hook or callback knows, and nothing that was computed without a bound"),
    CONTEXT(
            "invalid bpf_context access|modified ctx ptr|ctx access|off=\\d+ size=\\d+ ctx",
            "use the members of the context's own struct, at their own width, without arithmetic on the pointer"),
    TRUST(
            "type=untrusted|must be referenced|must be an? rcu|or trusted|must be trusted",
            "this pointer was read from memory: take a reference first (bpf_task_acquire()), hold bpf_rcu_read_lock(),"
                    + " or use the hook's own argument"),
    ARGUMENT(
            "type=\\S* expected=|expected pointer|arg#\\d+ .*(expected|must|pointer)|expects",
            "give the function what it wants: the address of a variable or of a map's value, not a number or another"
                    + " pointer"),
    ARITHMETIC(
            "pointer arithmetic|prohibited|math between|pointer operation|invalid (pointer|operator)",
            "only add to and subtract from a pointer, numbers with a bound; compute with the number before it is added"),
    STRUCTURE(
            "unreachable insn|last insn is not|jump out of range|fall through|invalid insn|invalid BPF_LD_IMM",
            "compile C without inline assembly and with clang -O2; each function ends with a return"),
    BTF(
            "missing btf|to have BTF|BTF is required|without BTF",
            "compile with clang -g; if it was, log() says why the kernel refused the object's BTF");

    private final Pattern words;
    private final String hint;

    RejectionCause(String words, String hint) {
        this.words = Pattern.compile(words);
        this.hint = hint;
    }

    /** The cause that these words of the verifier speak of; empty for a rarer one. */
    public static Optional<RejectionCause> of(String reason) {
        for (var cause : values()) {
            if (cause.words.matcher(reason).find()) {
                return Optional.of(cause);
            }
        }
        return Optional.empty();
    }

    /** What usually mends it. */
    public String hint() {
        return hint;
    }
}
