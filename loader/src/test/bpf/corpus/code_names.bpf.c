// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// code_names: names that are longer than the kernel keeps, and alike as far as it does.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u32);
} a_map_with_a_long_name_one SEC(".maps"), a_map_with_a_long_name_two SEC(".maps");

__u32 a_variable_whose_name_is_far_longer_than_that_of_any_other_in_this_corpus_of_objects = 1;
__u32 _;

SEC("socket")
int a_program_with_a_long_name_one(void *ctx)
{
	__u32 key = 0;

	return bpf_map_lookup_elem(&a_map_with_a_long_name_one, &key) != 0;
}

SEC("socket")
int a_program_with_a_long_name_two(void *ctx)
{
	__u32 key = 0;

	return bpf_map_lookup_elem(&a_map_with_a_long_name_two, &key) != 0;
}
