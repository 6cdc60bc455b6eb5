// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// data_only: maps and variables, and no program at all.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u32);
} lonely SEC(".maps");

__u32 counter = 1;
__u64 zero;
