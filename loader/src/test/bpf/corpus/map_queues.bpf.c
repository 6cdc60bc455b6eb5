// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// map_queues: maps without keys: queue, stack, bloom filter (with its count of hashes).

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct {
	__uint(type, BPF_MAP_TYPE_QUEUE);
	__uint(max_entries, 7);
	__type(value, __u32);
} queue SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_STACK);
	__uint(max_entries, 8);
	__type(value, __u64);
} stack SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_BLOOM_FILTER);
	__uint(max_entries, 9);
	__type(value, __u32);
	__uint(map_extra, 3);
} bloom SEC(".maps");

SEC("socket")
int use(void *ctx)
{
	__u32 value = 1;
	__u64 wide = 2;

	bpf_map_push_elem(&queue, &value, BPF_EXIST);
	bpf_map_push_elem(&stack, &wide, BPF_EXIST);
	return bpf_map_peek_elem(&bloom, &value) == 0;
}
