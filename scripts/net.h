/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What the programs about the network share.
 */
#ifndef NET_H
#define NET_H

#include <linux/bpf.h>

/*
 * What a packet carries: below 256 a protocol over IP by its number there, from 1536 on what is no IP, by its EtherType.
 * User space shows the names; a number that has none here is shown as such.
 */
enum protocol {
	HOPOPT = 0,
	ICMP = 1,
	IGMP = 2,
	TCP = 6,
	UDP = 17,
	FRAGMENT = 44,
	GRE = 47,
	ESP = 50,
	ICMPV6 = 58,
	SCTP = 132,
	ARP = 0x0806,
	VLAN = 0x8100,
	LLDP = 0x88cc,
};

/* An address of IPv6, or one of IPv4 behind ::ffff: (RFC 4291, 2.5.5.2). */
struct address {
	__u8 bytes[16];
};

static __always_inline struct address mapped(__u32 ipv4)
{
	struct address address = {};

	address.bytes[10] = address.bytes[11] = 0xff;
	__builtin_memcpy(&address.bytes[12], &ipv4, sizeof(ipv4));
	return address;
}

/*
 * Types of the kernel, with the members that we read alone. preserve_access_index has libbpf look up, when the program
 * is loaded, where the running kernel has them (CO-RE).
 */
struct trace_event_raw_inet_sock_set_state {
	const void *skaddr;
	int newstate;
	__u16 sport;
	__u16 dport;
	__u16 protocol;
	__u8 saddr_v6[16];
	__u8 daddr_v6[16];
} __attribute__((preserve_access_index));

struct tcp_sock {
	__u64 bytes_received;
	__u64 bytes_acked;
} __attribute__((preserve_access_index));

#endif
