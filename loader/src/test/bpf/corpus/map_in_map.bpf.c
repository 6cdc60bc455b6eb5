// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// map_in_map: arrays and hashes of maps, with inner maps that the object itself declares.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct inner {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, __u64);
} first SEC(".maps"), second SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY_OF_MAPS);
	__uint(max_entries, 4);
	__type(key, __u32);
	__array(values, struct inner);
} array_of_maps SEC(".maps") = {
	.values = {[1] = &first, [3] = &second},
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH_OF_MAPS);
	__uint(max_entries, 5);
	__type(key, __u32);
	__array(values, struct inner);
} hash_of_maps SEC(".maps") = {
	.values = {[2] = &first},
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY_OF_MAPS);
	__uint(max_entries, 1);
	__uint(key_size, sizeof(__u32));
	__array(
		values, struct {
			__uint(type, BPF_MAP_TYPE_HASH);
			__uint(max_entries, 6);
			__type(key, __u64);
			__type(value, __u16);
		});
} unfilled SEC(".maps");

SEC("socket")
int use(void *ctx)
{
	__u32 key = 1;
	__u64 wide = 2;
	int found = 0;
	void *map = bpf_map_lookup_elem(&array_of_maps, &key);

	if (map)
		found += bpf_map_lookup_elem(map, &key) != 0;
	map = bpf_map_lookup_elem(&hash_of_maps, &key);
	if (map)
		found += bpf_map_lookup_elem(map, &key) != 0;
	map = bpf_map_lookup_elem(&unfilled, &key);
	if (map)
		found += bpf_map_lookup_elem(map, &wide) != 0;
	return found;
}
