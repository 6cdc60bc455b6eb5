// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// sec_sockets_newer: what looks at sockets, by a name that libbpf learned later.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("sk_skb/verdict")
int verdict(void *ctx)
{
	return 0;
}
