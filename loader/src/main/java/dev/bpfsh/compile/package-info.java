// SPDX-License-Identifier: Apache-2.0
/**
 * From the C source of a BPF program to its object, with the clang that the machine has.
 *
 * <p>Begin with {@link dev.bpfsh.compile.BpfCompiler}: it answers with a {@link dev.bpfsh.compile.Compiled}, which
 * {@code BpfObject.open} takes, or throws a {@link dev.bpfsh.compile.CompileFailed} that holds what the compiler said,
 * each with its place. Results are kept in the user's cache folder.
 */
package dev.bpfsh.compile;
