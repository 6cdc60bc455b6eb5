// SPDX-License-Identifier: Apache-2.0
/**
 * Programs, libraries and objects as files: {@link dev.bpfsh.elf.ElfImage} reads the parts that are asked for, and
 * believes nothing of what they say.
 */
package dev.bpfsh.elf;
