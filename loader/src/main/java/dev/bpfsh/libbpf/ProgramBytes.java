// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

/**
 * What the kernel tells of a loaded program, as it is: {@code struct bpf_prog_info}, and the arrays that it points to.
 * An array is empty where the kernel has none, or shows none to this process.
 *
 * @param info the struct, in native byte order; zero where the kernel is older than a member
 * @param instructions as the kernel rewrote them, 8 bytes each
 * @param mapIds 4 bytes each
 * @param functions {@code struct bpf_func_info}s, of the size that the struct names
 * @param lines {@code struct bpf_line_info}s, of the size that the struct names
 * @param addresses where each function's machine code begins, 8 bytes each
 */
public record ProgramBytes(
        byte[] info, byte[] instructions, byte[] mapIds, byte[] functions, byte[] lines, byte[] addresses) {}
