// SPDX-License-Identifier: Apache-2.0
/**
 * What is behind {@link dev.bpfsh.loader.BpfMap}: the types of maps and what each can do, keys and values as bytes and
 * back, reading many entries with one call. Of use by themselves are the values: {@link dev.bpfsh.loader.map.PerCpu},
 * {@link dev.bpfsh.loader.map.Prefix}, {@link dev.bpfsh.loader.map.StackTrace}, and
 * {@link dev.bpfsh.loader.map.MapCursor} for reading without an object for each entry.
 */
package dev.bpfsh.loader.map;
