// SPDX-License-Identifier: Apache-2.0
/**
 * What could stand at the cursor, and what a name means; without a terminal.
 *
 * <p>The tour: {@link dev.bpfsh.complete.Completer} takes a text and a cursor and gives a
 * {@link dev.bpfsh.complete.Completion}. Java comes from JShell's own analysis, what stands inside a string literal from
 * the call that it is an argument of. {@link dev.bpfsh.complete.DocIndex} has the documentation of our own classes, made
 * at build time. Nothing here evaluates anything.
 */
package dev.bpfsh.complete;
