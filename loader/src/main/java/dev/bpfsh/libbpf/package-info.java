// SPDX-License-Identifier: Apache-2.0
/** Bindings to libbpf and libc. */
package dev.bpfsh.libbpf;
