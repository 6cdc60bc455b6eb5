// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// attach_netfilter: counts packets at a hook of netfilter, and drops them where it is told to.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

__u64 packets;
__u32 drop;

SEC("netfilter")
int on_packet(void *ctx)
{
	__sync_fetch_and_add(&packets, 1);
	return drop ? 0 : 1;
}
