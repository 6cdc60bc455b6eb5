// SPDX-License-Identifier: Apache-2.0
/**
 * What the running kernel says, most of it read from its own files.
 *
 * <p><b>Tracing.</b> {@link dev.bpfsh.kernel.Tracefs} is where tracepoints are listed and
 * {@link dev.bpfsh.kernel.TracePipe} reads what {@code bpf_printk} prints, as {@link dev.bpfsh.kernel.TraceLine}s.
 *
 * <p><b>What is loaded.</b> {@link dev.bpfsh.kernel.Programs} lists {@link dev.bpfsh.kernel.ProgramInfo}s,
 * {@link dev.bpfsh.kernel.LinkInfo} describes a link, {@link dev.bpfsh.kernel.InstructionText} writes an
 * {@link dev.bpfsh.kernel.Instruction} as the verifier does.
 *
 * <p><b>What there is.</b> {@link dev.bpfsh.kernel.KernelFunctions} can be probed,
 * {@link dev.bpfsh.kernel.KernelSymbols} have addresses, {@link dev.bpfsh.kernel.Interfaces} and
 * {@link dev.bpfsh.kernel.OnlineCpus} are what packets and clocks run on, {@link dev.bpfsh.kernel.Bpffs} is where things
 * are pinned.
 *
 * <p><b>Where code is.</b> {@link dev.bpfsh.kernel.ProcessSymbols} and {@link dev.bpfsh.kernel.UserSymbols} give the
 * addresses of a process's stack their names, {@link dev.bpfsh.kernel.Frame}s, and
 * {@link dev.bpfsh.kernel.HotSpot} asks a JVM for those of its methods.
 *
 * <p><b>Words for numbers.</b> {@link dev.bpfsh.kernel.SystemCalls}, {@link dev.bpfsh.kernel.BlockDevices},
 * {@link dev.bpfsh.kernel.Processes} and {@link dev.bpfsh.kernel.Arguments} name what programs send as numbers and bytes.
 *
 * <p><b>What it stands on.</b> A {@link dev.bpfsh.kernel.Feature} is something that BPF needs, whether it is there, and
 * what to do where it is not: {@link dev.bpfsh.kernel.KernelFeatures}, {@link dev.bpfsh.kernel.RightFeatures},
 * {@link dev.bpfsh.kernel.FileSystemFeatures}, {@link dev.bpfsh.kernel.TypeFeatures}.
 *
 * <p><b>Why it refuses.</b> {@link dev.bpfsh.kernel.Capabilities}, {@link dev.bpfsh.kernel.Lockdown},
 * {@link dev.bpfsh.kernel.KernelVersion}. {@link dev.bpfsh.kernel.Printable} makes other people's text safe to show.
 */
package dev.bpfsh.kernel;
