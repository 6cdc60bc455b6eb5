// SPDX-License-Identifier: Apache-2.0
/**
 * BTF, the types that a BPF object carries: read by {@link dev.bpfsh.btf.Btf}, one record a kind in
 * {@link dev.bpfsh.btf.BtfType}; bytes become Java values in {@link dev.bpfsh.btf.Decoder} and Java values bytes in
 * {@link dev.bpfsh.btf.Encoder}.
 */
package dev.bpfsh.btf;
