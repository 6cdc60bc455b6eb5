// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// xdp: counts packets and their bytes by protocol, before the kernel makes anything of them.

#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>
#include "net.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct count {
	__u64 packets;
	__u64 bytes;
};

// A count for each protocol on each CPU: no CPU waits for another, and user space adds them up.
struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_HASH);
	__uint(max_entries, 1024);
	__type(key, enum protocol);
	__type(value, struct count);
} counts SEC(".maps");

// How many packets found no room in the map.
__u64 lost;

// XDP gives the packet itself, from data to data_end. The verifier accepts a read only where a
// comparison before it has shown that it ends before data_end.
static enum protocol protocol_of(struct ethhdr *eth, void *end)
{
	if (eth->h_proto == bpf_htons(ETH_P_IP)) {
		struct iphdr *ip = (void *)(eth + 1);

		if ((void *)(ip + 1) <= end)
			return ip->protocol;
	} else if (eth->h_proto == bpf_htons(ETH_P_IPV6)) {
		struct ipv6hdr *ip = (void *)(eth + 1);

		if ((void *)(ip + 1) <= end)
			return ip->nexthdr;
	}
	return bpf_ntohs(eth->h_proto);
}

SEC("xdp")
int count_packet(struct xdp_md *ctx)
{
	void *end = (void *)(long)ctx->data_end;
	struct ethhdr *eth = (void *)(long)ctx->data;
	struct count none = {};
	enum protocol protocol;
	struct count *count;

	// A packet without a whole header of Ethernet.
	if ((void *)(eth + 1) > end)
		return XDP_PASS;
	protocol = protocol_of(eth, end);

	count = bpf_map_lookup_elem(&counts, &protocol);
	if (!count) {
		// The first of its kind. Another CPU may be as far: then its entry is found below.
		bpf_map_update_elem(&counts, &protocol, &none, BPF_NOEXIST);
		count = bpf_map_lookup_elem(&counts, &protocol);
	}
	if (count) {
		// Nobody else is on this CPU now, so plain additions do.
		count->packets++;
		count->bytes += end - (void *)eth;
	} else {
		__sync_fetch_and_add(&lost, 1);
	}
	// XDP_DROP would end the packet's way here, and at no lower cost anywhere in the kernel.
	return XDP_PASS;
}
