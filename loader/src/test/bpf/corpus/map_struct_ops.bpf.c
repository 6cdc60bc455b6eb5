// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// map_struct_ops: a congestion control, so a struct of functions that the kernel calls.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct sock;

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)
struct tcp_congestion_ops {
	__u32 (*ssthresh)(struct sock *sk);
	void (*cong_avoid)(struct sock *sk, __u32 ack, __u32 acked);
	__u32 (*undo_cwnd)(struct sock *sk);
	char name[16];
};
#pragma clang attribute pop

SEC("struct_ops/corpus_ssthresh")
__u32 corpus_ssthresh(__u64 *ctx)
{
	return 2;
}

SEC("struct_ops/corpus_cong_avoid")
void corpus_cong_avoid(__u64 *ctx)
{
}

SEC("struct_ops/corpus_undo_cwnd")
__u32 corpus_undo_cwnd(__u64 *ctx)
{
	return 2;
}

SEC(".struct_ops")
struct tcp_congestion_ops corpus_cc = {
	.ssthresh = (void *)corpus_ssthresh,
	.cong_avoid = (void *)corpus_cong_avoid,
	.undo_cwnd = (void *)corpus_undo_cwnd,
	.name = "bpfsh_corpus",
};
