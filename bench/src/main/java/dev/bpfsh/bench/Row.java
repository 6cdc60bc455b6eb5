// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.bench;

/**
 * A row of the table.
 *
 * @param name by which it is chosen; several rows may have it
 * @param what what is measured, for a reader
 * @param metric which of the values that both programs print, with the unit in its name
 * @param peer beside what ours is put
 */
record Row(String name, String what, String metric, Program ours, Program peer, Bar bar) {}
