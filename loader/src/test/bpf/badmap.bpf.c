// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// badmap: a map that no kernel makes, for a hash has to hold something. No program either.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 0);
	__type(key, __u32);
	__type(value, __u64);
} nothing SEC(".maps");
