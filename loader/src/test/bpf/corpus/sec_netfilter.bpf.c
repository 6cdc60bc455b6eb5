// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// sec_netfilter: a netfilter hook (Linux 6.4), which libbpf learned later.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("netfilter")
int filter(void *ctx)
{
	return 1;
}
