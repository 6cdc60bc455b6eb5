// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// btf_flexible: arrays without a length at the end of a struct, and of none.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct message {
	__u32 length;
	char text[];
};

struct old_message {
	__u16 length;
	__u64 words[0];
};

struct message message = {.length = 3};
struct old_message old_message = {.length = 4};
struct message *borrowed;

SEC("socket")
int use(void *ctx)
{
	return message.length + old_message.length;
}
