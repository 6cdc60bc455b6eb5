// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// attach_struct_ops: an algorithm of congestion control for TCP, that does nothing.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct tcp_congestion_ops {
	void (*cong_avoid)(void *sk, __u32 ack, __u32 acked);
	__u32 (*ssthresh)(void *sk);
	__u32 (*undo_cwnd)(void *sk);
	char name[16];
};

__u64 calls;

SEC("struct_ops/bpfsh_ssthresh")
__u32 bpfsh_ssthresh(__u64 *ctx)
{
	calls++;
	return 2;
}

SEC("struct_ops/bpfsh_undo_cwnd")
__u32 bpfsh_undo_cwnd(__u64 *ctx)
{
	return 2;
}

SEC("struct_ops/bpfsh_cong_avoid")
void bpfsh_cong_avoid(__u64 *ctx)
{
}

SEC(".struct_ops")
struct tcp_congestion_ops idle = {
	.ssthresh = (void *)bpfsh_ssthresh,
	.undo_cwnd = (void *)bpfsh_undo_cwnd,
	.cong_avoid = (void *)bpfsh_cong_avoid,
	.name = "bpfsh_idle",
};
