// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// sec_lookup: which socket a packet goes to.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("sk_lookup")
int lookup(void *ctx)
{
	return 1;
}
