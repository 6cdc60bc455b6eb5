// SPDX-License-Identifier: Apache-2.0
/**
 * BPF objects for Java: the public face of this library.
 *
 * <p>Begin with {@link dev.bpfsh.loader.BpfObject}: it is opened, its globals are set, it is loaded, attached, and
 * closed. Reached from it by name are
 *
 * <ul>
 *   <li>{@link dev.bpfsh.loader.BpfProgram}s, to be set up, attached, {@linkplain dev.bpfsh.loader.TestRun run with
 *       made-up input} and {@linkplain dev.bpfsh.loader.Disassembly read}, and their {@link dev.bpfsh.loader.BpfLink}s;
 *   <li>{@link dev.bpfsh.loader.BpfMap}s; {@link dev.bpfsh.loader.MapSpec} makes one without an object;
 *   <li>{@link dev.bpfsh.loader.Global}s, by {@linkplain dev.bpfsh.loader.Globals section}, with
 *       {@link dev.bpfsh.loader.Snapshot}s and {@link dev.bpfsh.loader.Watch}es of what they hold;
 *   <li>buffers of events: {@link dev.bpfsh.loader.RingBuffer}, {@link dev.bpfsh.loader.PerfBuffer},
 *       {@link dev.bpfsh.loader.UserRingBuffer}; {@link dev.bpfsh.loader.EventPoll} waits for several.
 * </ul>
 *
 * <p>{@link dev.bpfsh.loader.Skeleton} writes a class with all these names in it. {@link dev.bpfsh.loader.Session} knows
 * what is alive. What fails throws a {@link dev.bpfsh.libbpf.BpfException} that says why and what to try; where the
 * verifier refused, {@link dev.bpfsh.loader.LoadFailed} holds its {@link dev.bpfsh.loader.Rejection}.
 */
package dev.bpfsh.loader;
