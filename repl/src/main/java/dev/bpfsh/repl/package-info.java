// SPDX-License-Identifier: Apache-2.0
/** The shell at a terminal. */
package dev.bpfsh.repl;
