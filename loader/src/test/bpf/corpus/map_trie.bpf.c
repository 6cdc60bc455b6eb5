// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// map_trie: a trie of prefixes.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct prefix {
	__u32 length;
	__u8 address[4];
};

struct {
	__uint(type, BPF_MAP_TYPE_LPM_TRIE);
	__uint(max_entries, 64);
	__type(key, struct prefix);
	__type(value, __u32);
	__uint(map_flags, BPF_F_NO_PREALLOC);
} routes SEC(".maps");

SEC("socket")
int use(void *ctx)
{
	struct prefix wanted = {32, {10, 0, 0, 1}};
	__u32 *route = bpf_map_lookup_elem(&routes, &wanted);

	return route ? *route : 0;
}
