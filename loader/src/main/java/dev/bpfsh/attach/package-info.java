// SPDX-License-Identifier: Apache-2.0
/**
 * Where programs attach: {@link dev.bpfsh.attach.Hook} is a small value, with one class for each kind of hook;
 * {@link dev.bpfsh.attach.Hooks} makes them, {@link dev.bpfsh.attach.Section} reads them from a section's name.
 */
package dev.bpfsh.attach;
