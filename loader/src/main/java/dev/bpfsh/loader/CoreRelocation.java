// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

/**
 * An instruction that libbpf fits to the kernel's types at load: see {@link BpfProgram#relocations()}.
 *
 * @param insn the index of the instruction, as {@link BpfProgram#disassemble()} shows it
 * @param kind what is put into it, in libbpf's words: {@code byte_off}, {@code field_exists}, {@code enumval_value}, ...
 * @param name of what, as the program declares it: {@code struct task_struct.tgid}
 */
public record CoreRelocation(int insn, String kind, String name) {}
