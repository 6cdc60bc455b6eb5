// SPDX-License-Identifier: Apache-2.0
/**
 * BPF objects for Java: the public face of this library.
 *
 * <p>Begin with {@link dev.bpfsh.loader.BpfObject}: it is opened, its globals are set, it is loaded, attached, and
 * closed. Programs, maps, links and globals are reached from it by name, as are the buffers of events:
 * {@link dev.bpfsh.loader.RingBuffer}, {@link dev.bpfsh.loader.PerfBuffer}, {@link dev.bpfsh.loader.UserRingBuffer}. {@link dev.bpfsh.loader.Session} knows what is
 * alive. What fails throws a {@link dev.bpfsh.libbpf.BpfException} that says why and what to try.
 */
package dev.bpfsh.loader;
