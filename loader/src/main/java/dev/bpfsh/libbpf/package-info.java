// SPDX-License-Identifier: Apache-2.0
/**
 * Bindings to the system's libbpf and libc: the only package that knows JNR.
 *
 * <p>The handles, {@link dev.bpfsh.libbpf.ObjectHandle} and its like, refuse every use after the end of what they point
 * to, {@link dev.bpfsh.libbpf.Memory} every access outside its bounds. Buffers of
 * events are shared with the kernel without libbpf: {@link dev.bpfsh.libbpf.EventReader}. A call that fails answers with an
 * {@link dev.bpfsh.libbpf.ErrnoException}; who made it turns that into a {@link dev.bpfsh.libbpf.BpfException}, its hint
 * maybe from {@link dev.bpfsh.libbpf.Near}.
 */
package dev.bpfsh.libbpf;
