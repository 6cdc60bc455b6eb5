// SPDX-License-Identifier: Apache-2.0
/**
 * What the running kernel says, read from its own files and without libbpf.
 *
 * <p>{@link dev.bpfsh.kernel.Tracefs} is where tracepoints are listed and {@link dev.bpfsh.kernel.TracePipe} reads
 * what {@code bpf_printk} prints, as {@link dev.bpfsh.kernel.TraceLine}s. {@link dev.bpfsh.kernel.Capabilities} and
 * {@link dev.bpfsh.kernel.Lockdown} explain a refusal, {@link dev.bpfsh.kernel.Printable} makes other people's text safe
 * to show.
 */
package dev.bpfsh.kernel;
