// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// code_callbacks: functions whose address is given to a helper.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 8);
	__type(key, __u32);
	__type(value, __u64);
} numbers SEC(".maps");

__u64 sum;

struct bpf_map;

static long add(struct bpf_map *map, const __u32 *key, __u64 *value, void *with)
{
	sum += *value;
	return 0;
}

static int step(__u32 index, void *with)
{
	sum += index;
	return 0;
}

SEC("socket")
int use(void *ctx)
{
	bpf_for_each_map_elem(&numbers, add, 0, 0);
	bpf_loop(10, step, 0, 0);
	return 0;
}
