// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// map_arrays: arrays, one for each CPU, one that can be mapped, one that programs only read.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct pair {
	__u32 left;
	__u64 right;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 10);
	__type(key, __u32);
	__type(value, struct pair);
} array SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 3);
	__type(key, int);
	__type(value, char[5]);
} percpu_array SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1000);
	__type(key, __u32);
	__type(value, __u64);
	__uint(map_flags, BPF_F_MMAPABLE);
} mappable SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__uint(key_size, 4);
	__uint(value_size, 40);
	__uint(map_flags, BPF_F_RDONLY_PROG);
} constant SEC(".maps");

SEC("socket")
int use(void *ctx)
{
	__u32 key = 0;
	int found = 0;

	found += bpf_map_lookup_elem(&array, &key) != 0;
	found += bpf_map_lookup_elem(&percpu_array, &key) != 0;
	found += bpf_map_lookup_elem(&mappable, &key) != 0;
	found += bpf_map_lookup_elem(&constant, &key) != 0;
	return found;
}
