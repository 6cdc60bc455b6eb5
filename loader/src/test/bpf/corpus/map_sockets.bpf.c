// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// map_sockets: maps of sockets: by index, by hash, and for reuseport.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct {
	__uint(type, BPF_MAP_TYPE_SOCKMAP);
	__uint(max_entries, 10);
	__type(key, __u32);
	__type(value, __u64);
} by_index SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_SOCKHASH);
	__uint(max_entries, 11);
	__type(key, __u64);
	__type(value, __u32);
} by_hash SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_REUSEPORT_SOCKARRAY);
	__uint(max_entries, 12);
	__type(key, __u32);
	__type(value, __u64);
} reuseport SEC(".maps");

SEC("sk_reuseport")
int select(struct sk_reuseport_md *ctx)
{
	__u32 key = 0;

	bpf_sk_select_reuseport(ctx, &reuseport, &key, 0);
	return SK_PASS;
}

SEC("sk_skb/stream_verdict")
int verdict(struct __sk_buff *skb)
{
	return bpf_sk_redirect_map(skb, &by_index, 0, 0);
}

SEC("sk_msg")
int message(struct sk_msg_md *msg)
{
	__u64 key = 0;

	return bpf_msg_redirect_hash(msg, &by_hash, &key, 0);
}
