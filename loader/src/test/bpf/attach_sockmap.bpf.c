// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// attach_sockmap: sockets in a map: a verdict on what they receive, and one on what is sent through
// them; both drop where they are told to.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

__u64 received, sent;
__u32 drop;

struct {
	__uint(type, BPF_MAP_TYPE_SOCKMAP);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, __u64);
} sockets SEC(".maps");

SEC("sk_skb/stream_parser")
int parse(struct __sk_buff *skb)
{
	return skb->len;
}

SEC("sk_skb/stream_verdict")
int on_receive(struct __sk_buff *skb)
{
	__sync_fetch_and_add(&received, 1);
	return drop ? SK_DROP : SK_PASS;
}

SEC("sk_msg")
int on_send(struct sk_msg_md *msg)
{
	__sync_fetch_and_add(&sent, 1);
	return drop ? SK_DROP : SK_PASS;
}
