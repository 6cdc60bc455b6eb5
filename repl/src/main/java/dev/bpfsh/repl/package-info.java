// SPDX-License-Identifier: Apache-2.0
/**
 * The shell at a terminal: {@link dev.bpfsh.repl.Main} decides between prompt and script, {@code Prompt} is the loop,
 * {@code Above} keeps background text above the line being typed. The only package that knows JLine, and only the
 * prompt loads it.
 */
package dev.bpfsh.repl;
