// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// sockfilter: the packets that a raw socket could read, looked at by its filter.

#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>
#include "net.h"

// The loopback interface has this number in every network namespace.
#define LOOPBACK 1
// Of iphdr.frag_off: where in the whole this part begins.
#define FRAGMENT_OFFSET 0x1fff

char LICENSE[] SEC("license") = "Dual BSD/GPL";

// What user space gets for each packet of IP. The ports are 0 where the protocol has none.
struct packet {
	enum protocol protocol;
	__u16 source_port;
	__u16 destination_port;
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

// Reads from some byte after the begin of the header of IP. A socket filter gets no pointer to the packet: it asks for
// copies.
static int read(struct __sk_buff *skb, __u32 from, void *to, __u32 size)
{
	return bpf_skb_load_bytes_relative(skb, from, to, size, BPF_HDR_START_NET);
}

// TCP and UDP both begin with the two ports.
static void read_ports(struct __sk_buff *skb, __u32 from, struct packet *packet)
{
	__be16 ports[2];

	if ((packet->protocol == TCP || packet->protocol == UDP) && !read(skb, from, ports, sizeof(ports))) {
		packet->source_port = bpf_ntohs(ports[0]);
		packet->destination_port = bpf_ntohs(ports[1]);
	}
}

// True if it is a packet of IP, and whole.
static int describe(struct __sk_buff *skb, struct packet *packet)
{
	if (skb->protocol == bpf_htons(ETH_P_IP)) {
		struct iphdr ip;

		if (read(skb, 0, &ip, sizeof(ip)))
			return 0;
		packet->protocol = ip.protocol;
		packet->source = mapped(ip.saddr);
		packet->destination = mapped(ip.daddr);
		// Only the first part of a packet that was cut has the ports. ihl is in words of 4 bytes.
		if (!(bpf_ntohs(ip.frag_off) & FRAGMENT_OFFSET))
			read_ports(skb, ip.ihl * 4, packet);
		return 1;
	}
	if (skb->protocol == bpf_htons(ETH_P_IPV6)) {
		struct ipv6hdr ip;

		if (read(skb, 0, &ip, sizeof(ip)))
			return 0;
		packet->protocol = ip.nexthdr;
		__builtin_memcpy(&packet->source, &ip.saddr, sizeof(packet->source));
		__builtin_memcpy(&packet->destination, &ip.daddr, sizeof(packet->destination));
		read_ports(skb, sizeof(ip), packet);
		return 1;
	}
	return 0;
}

SEC("socket")
int show_packet(struct __sk_buff *skb)
{
	struct packet packet = {};
	// Loopback brings each packet twice, on its way out and on its way in: once is enough.
	int again = skb->ifindex == LOOPBACK && skb->pkt_type == PACKET_OUTGOING;

	if (!again && describe(skb, &packet)) {
		if (bpf_ringbuf_output(&packets, &packet, sizeof(packet), 0))
			__sync_fetch_and_add(&lost, 1);
	}
	// How many bytes of the packet the socket gets: none, because nobody reads it. The packet itself
	// goes its way whatever is said here.
	return 0;
}
