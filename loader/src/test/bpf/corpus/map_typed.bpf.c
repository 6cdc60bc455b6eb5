// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// map_typed: keys and values of named types, typedefs, pointers to them, and of no type but a size.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

enum colour { RED, GREEN, BLUE };
typedef __u32 identity;
typedef struct {
	identity id;
	enum colour colour;
} painted;

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 2);
	__type(key, identity);
	__type(value, painted);
} by_typedef SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 2);
	__type(key, enum colour);
	__type(value, painted[3]);
} by_enum SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 2);
	__uint(key_size, 6);
	__uint(value_size, 10);
} by_size SEC(".maps");

SEC("socket")
int use(void *ctx)
{
	identity id = 1;
	enum colour colour = BLUE;
	char six[6] = {};
	int found = 0;

	found += bpf_map_lookup_elem(&by_typedef, &id) != 0;
	found += bpf_map_lookup_elem(&by_enum, &colour) != 0;
	found += bpf_map_lookup_elem(&by_size, six) != 0;
	return found;
}
