// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// tc: what comes in through a network interface, seen where traffic control sees it.

#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/pkt_cls.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>
#include "net.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

// What user space gets for each packet of IP.
struct packet {
	__u32 length;
	__u32 ttl;
	enum protocol protocol;
	struct address source;
	struct address destination;
};

// A pointer that nobody follows: it keeps the type in the object, so that user space can decode it.
const struct packet *unused __attribute__((unused));

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 256 * 1024);
} packets SEC(".maps");

// How many found no room in the ring buffer.
__u64 lost;

// Reads from the header of IP on, wherever that is: behind a header of Ethernet, or at the very beginning.
static int read(struct __sk_buff *skb, void *to, __u32 size)
{
	return bpf_skb_load_bytes_relative(skb, 0, to, size, BPF_HDR_START_NET);
}

// True if it is a packet of IP, and whole.
static int describe(struct __sk_buff *skb, struct packet *packet)
{
	if (skb->protocol == bpf_htons(ETH_P_IP)) {
		struct iphdr ip;

		if (read(skb, &ip, sizeof(ip)))
			return 0;
		packet->ttl = ip.ttl;
		packet->protocol = ip.protocol;
		packet->source = mapped(ip.saddr);
		packet->destination = mapped(ip.daddr);
		return 1;
	}
	if (skb->protocol == bpf_htons(ETH_P_IPV6)) {
		struct ipv6hdr ip;

		if (read(skb, &ip, sizeof(ip)))
			return 0;
		// What IPv6 calls the hop limit is what IPv4 calls the time to live.
		packet->ttl = ip.hop_limit;
		packet->protocol = ip.nexthdr;
		__builtin_memcpy(&packet->source, &ip.saddr, sizeof(packet->source));
		__builtin_memcpy(&packet->destination, &ip.daddr, sizeof(packet->destination));
		return 1;
	}
	return 0;
}

// The same program serves both hooks: the tcx of Linux 6.6 and newer, and the clsact of those before.
SEC("tc")
int show_packet(struct __sk_buff *skb)
{
	struct packet packet = {};

	if (describe(skb, &packet)) {
		// With the header of Ethernet; one packet for the kernel may be many on the wire (GRO).
		packet.length = skb->len;
		if (bpf_ringbuf_output(&packets, &packet, sizeof(packet), 0))
			__sync_fetch_and_add(&lost, 1);
	}
	// No verdict: whoever is next at this hook decides. TC_ACT_SHOT would drop the packet.
	return TC_ACT_UNSPEC;
}
