// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// map_pinned: a map that libbpf pins by its name at load, and reuses where it is pinned already.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u64);
	__uint(pinning, LIBBPF_PIN_BY_NAME);
} bpfsh_corpus_pinned SEC(".maps");

SEC("socket")
int use(void *ctx)
{
	__u32 key = 0;

	return bpf_map_lookup_elem(&bpfsh_corpus_pinned, &key) != 0;
}
