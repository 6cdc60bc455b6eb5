// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

/**
 * A section of an object's file, and what it is for: see {@link BpfObject#elf()}.
 *
 * @param name such as {@code tp/syscalls/sys_enter_write} or {@code .bss}
 * @param size bytes; those of variables that begin as zero are not in the file
 * @param holds in words: the programs, maps and variables in it by name, or what else it is
 */
public record ElfSection(String name, long size, String holds) {}
