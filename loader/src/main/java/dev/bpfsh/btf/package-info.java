// SPDX-License-Identifier: Apache-2.0
/**
 * BTF, the types that a BPF object carries and those of the kernel: read by {@link dev.bpfsh.btf.Btf}, one record a kind
 * in {@link dev.bpfsh.btf.BtfType}; bytes become Java values in {@link dev.bpfsh.btf.Decoder} and Java values bytes in
 * {@link dev.bpfsh.btf.Encoder}. For many values of one type there is {@link dev.bpfsh.btf.Codec}: the type made ready
 * once. {@link dev.bpfsh.btf.Struct} holds members by name, and {@link dev.bpfsh.btf.CText} writes what C would.
 *
 * <p>{@link dev.bpfsh.btf.KernelBtf} has the types of the running kernel, of its modules, and of what is loaded.
 * {@link dev.bpfsh.btf.Layout} tells where the members of a struct lie, {@link dev.bpfsh.btf.Btf#define} writes types as
 * C, and {@link dev.bpfsh.btf.VmlinuxHeader} keeps the kernel's as a header for BPF programs.
 */
package dev.bpfsh.btf;
