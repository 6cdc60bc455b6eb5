// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// sec_sockets: what looks at sockets and their streams.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("socket")
int filter(void *ctx)
{
	return 0;
}

SEC("sockops")
int operations(void *ctx)
{
	return 0;
}

SEC("sk_skb")
int old(void *ctx)
{
	return 0;
}

SEC("sk_skb/stream_parser")
int parser(void *ctx)
{
	return 0;
}

SEC("sk_skb/stream_verdict")
int stream_verdict(void *ctx)
{
	return 0;
}

SEC("sk_msg")
int message(void *ctx)
{
	return 0;
}

SEC("sk_reuseport")
int reuseport(void *ctx)
{
	return 0;
}

SEC("sk_reuseport/migrate")
int migrate(void *ctx)
{
	return 0;
}
