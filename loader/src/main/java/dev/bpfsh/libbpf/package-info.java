// SPDX-License-Identifier: Apache-2.0
/**
 * Bindings to the system's libbpf and libc: the only package that knows JNR.
 *
 * <p>{@link dev.bpfsh.libbpf.Libbpf} binds what every user needs at once and the rest in groups, one interface for each,
 * when it is first wanted; {@link dev.bpfsh.libbpf.Libc} and {@link dev.bpfsh.libbpf.Linux} do so for libc.
 *
 * <p>The handles, {@link dev.bpfsh.libbpf.ObjectHandle} and its like, refuse every use after the end of what they point
 * to ({@link dev.bpfsh.libbpf.Lifetime}), {@link dev.bpfsh.libbpf.Memory} every access outside its bounds. Buffers of
 * events are shared with the kernel without libbpf: {@link dev.bpfsh.libbpf.EventReader}. What is in the kernel, by
 * whomever, is asked by id: {@link dev.bpfsh.libbpf.MapFd}, {@link dev.bpfsh.libbpf.ProgramQuery},
 * {@link dev.bpfsh.libbpf.KernelTypes}.
 *
 * <p>A call that fails answers with an {@link dev.bpfsh.libbpf.ErrnoException}; who made it turns that into a
 * {@link dev.bpfsh.libbpf.BpfException}, its hint maybe from {@link dev.bpfsh.libbpf.Near}.
 */
package dev.bpfsh.libbpf;
