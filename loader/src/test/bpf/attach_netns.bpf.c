// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// attach_netns: programs of a network namespace: the look-up of a socket, which refuses port 7777
// where it is told to, and the reading of headers.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

#define WATCHED_PORT 7777

__u64 lookups, dissected;
__u32 drop;

SEC("sk_lookup")
int on_lookup(struct bpf_sk_lookup *ctx)
{
	if (ctx->local_port != WATCHED_PORT)
		return SK_PASS;
	__sync_fetch_and_add(&lookups, 1);
	return drop ? SK_DROP : SK_PASS;
}

SEC("flow_dissector")
int on_packet(struct __sk_buff *skb)
{
	__sync_fetch_and_add(&dissected, 1);
	return BPF_OK;
}
