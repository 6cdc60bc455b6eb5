// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// sec_usdt: a probe that an application declares, with libbpf's own maps for its arguments.

#include "kernel.h"
#include <linux/ptrace.h>
#include <bpf/usdt.bpf.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

long seen;

SEC("usdt/libjvm.so:hotspot:gc__begin")
int BPF_USDT(gc_begin, long full)
{
	seen = full;
	return 0;
}
