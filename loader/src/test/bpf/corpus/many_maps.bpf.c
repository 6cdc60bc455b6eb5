// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// many_maps: 64 maps.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

#define ONE(n) struct { \
	__uint(type, BPF_MAP_TYPE_ARRAY); \
	__uint(max_entries, 1 + (n)); \
	__type(key, __u32); \
	__type(value, __u64); \
} map_##n SEC(".maps");
#define EIGHT(n) ONE(n##0) ONE(n##1) ONE(n##2) ONE(n##3) ONE(n##4) ONE(n##5) ONE(n##6) ONE(n##7)

EIGHT(1) EIGHT(2) EIGHT(3) EIGHT(4) EIGHT(5) EIGHT(6) EIGHT(7) EIGHT(8)

SEC("socket")
int use(void *ctx)
{
	__u32 key = 0;

	return bpf_map_lookup_elem(&map_10, &key) != 0 && bpf_map_lookup_elem(&map_87, &key) != 0;
}
