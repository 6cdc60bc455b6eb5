// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// map_hashes: the four kinds of hash, with the flags that only they have.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 100);
	__type(key, __u32);
	__type(value, __u64);
	__uint(map_flags, BPF_F_NO_PREALLOC);
} hash SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_HASH);
	__uint(max_entries, 200);
	__type(key, __u64);
	__type(value, char[12]);
} percpu_hash SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 300);
	__type(key, __u16);
	__type(value, __u8);
	__uint(map_flags, BPF_F_NO_COMMON_LRU);
} lru_hash SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_LRU_PERCPU_HASH);
	__uint(max_entries, 400);
	__type(key, char[16]);
	__type(value, __s32);
} lru_percpu_hash SEC(".maps");

SEC("socket")
int use(void *ctx)
{
	__u32 key = 1;
	__u64 wide = 2;
	__u16 narrow = 3;
	char name[16] = "bpfsh";
	int found = 0;

	found += bpf_map_lookup_elem(&hash, &key) != 0;
	found += bpf_map_lookup_elem(&percpu_hash, &wide) != 0;
	found += bpf_map_lookup_elem(&lru_hash, &narrow) != 0;
	found += bpf_map_lookup_elem(&lru_percpu_hash, name) != 0;
	return found;
}
