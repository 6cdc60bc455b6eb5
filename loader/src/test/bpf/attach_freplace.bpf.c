// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// attach_freplace: takes the place of the function verdict of another program.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("freplace/verdict")
int replacement(struct __sk_buff *skb)
{
	return 42;
}
