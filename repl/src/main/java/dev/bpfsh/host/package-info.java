// SPDX-License-Identifier: Apache-2.0
/**
 * JShell in this process: evaluation, stopping, scripts.
 *
 * <p>The tour: {@link dev.bpfsh.host.Evaluator} is the session at the prompt, {@link dev.bpfsh.host.Script} a file
 * compiled whole and then run; both split text with {@link dev.bpfsh.host.Splitter}, hand the classes that JShell
 * compiles to an execution control of ours, and answer with an {@link dev.bpfsh.host.Outcome}. Nothing here knows of a
 * terminal.
 */
package dev.bpfsh.host;
