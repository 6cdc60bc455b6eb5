/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
//
// registers.h: the CPU's registers as a kprobe finds them, where functions have their arguments and
// results, and libbpf's words for them: BPF_KPROBE(), BPF_KRETPROBE(), BPF_KSYSCALL().

#ifndef REGISTERS_H
#define REGISTERS_H

#ifdef __TARGET_ARCH_x86
// Has bpf_tracing.h call the registers by the kernel's names (di), not by those of user space (rdi).
#define __VMLINUX_H__

struct pt_regs {
	unsigned long di, si, dx, r10, r8, r9, ax;
} __attribute__((preserve_access_index));
#else
// Elsewhere both have the same names.
#include <linux/ptrace.h>
#endif

#include <bpf/bpf_core_read.h>
#include <bpf/bpf_tracing.h>

#endif
