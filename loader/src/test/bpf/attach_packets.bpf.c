// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// attach_packets: counts packets of UDP to watched_port, at XDP and at tc, and
// drops them where it is told to.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_endian.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/pkt_cls.h>
#include <linux/udp.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

__u16 watched_port;
__u64 xdp_packets, other_packets, tc_packets;
__u32 drop;

static int marked(void *data, void *end)
{
	struct ethhdr *eth = data;
	struct iphdr *ip = (void *)(eth + 1);
	struct udphdr *udp = (void *)(ip + 1);

	return (void *)(udp + 1) <= end && eth->h_proto == bpf_htons(ETH_P_IP) && ip->protocol == IPPROTO_UDP &&
	       udp->dest == bpf_htons(watched_port);
}

SEC("xdp")
int on_xdp(struct xdp_md *ctx)
{
	if (!marked((void *)(long)ctx->data, (void *)(long)ctx->data_end))
		return XDP_PASS;
	__sync_fetch_and_add(&xdp_packets, 1);
	return drop ? XDP_DROP : XDP_PASS;
}

SEC("xdp")
int on_xdp_instead(struct xdp_md *ctx)
{
	if (marked((void *)(long)ctx->data, (void *)(long)ctx->data_end))
		__sync_fetch_and_add(&other_packets, 1);
	return XDP_PASS;
}

SEC("tc")
int on_tc(struct __sk_buff *skb)
{
	if (!marked((void *)(long)skb->data, (void *)(long)skb->data_end))
		return TC_ACT_UNSPEC;
	__sync_fetch_and_add(&tc_packets, 1);
	return drop ? TC_ACT_SHOT : TC_ACT_UNSPEC;
}
