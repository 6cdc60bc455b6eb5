// SPDX-License-Identifier: Apache-2.0
/**
 * BPF objects for Java: the public face of this library.
 *
 * <p>Begin with {@link dev.bpfsh.loader.BpfObject}: it is opened, its globals are set, it is loaded, attached, and
 * closed. Programs, maps, links and globals are reached from it by name. {@link dev.bpfsh.loader.Session} knows what is
 * alive. What fails throws a {@link dev.bpfsh.libbpf.BpfException} that says why and what to try.
 */
package dev.bpfsh.loader;
