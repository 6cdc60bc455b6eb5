// SPDX-License-Identifier: Apache-2.0
/**
 * Where programs attach: {@link dev.bpfsh.attach.Hook} is a small value, with one class for each kind of hook;
 * {@link dev.bpfsh.attach.Hooks} makes them, {@link dev.bpfsh.attach.Section} reads them from a section's name.
 *
 * <p>A hook attaches a loaded program, and after a failure tells what of it is not there and which names are near. Those
 * that are {@link dev.bpfsh.attach.TargetedHook}s are chosen before the load. What a binary offers is read by
 * {@link dev.bpfsh.attach.Usdt#list}. The one hook that outlives a killed process is a filter of tc: {@link
 * dev.bpfsh.attach.AbandonedFilter} removes it afterwards.
 */
package dev.bpfsh.attach;
