// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// testrun: a program of each type that the kernel runs with input that is made up, each with an
// answer that shows that it saw the input; and one of a type that it does not. None is ever attached.

#include <linux/bpf.h>
#include <linux/pkt_cls.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

__u64 runs;

SEC("xdp")
int mirror(struct xdp_md *ctx)
{
	__u8 *data = (void *)(long)ctx->data;
	__u8 *end = (void *)(long)ctx->data_end;

	__sync_fetch_and_add(&runs, 1);
	if (data + 14 > end)
		return XDP_ABORTED;
	for (int i = 0; i < 6; i++) {
		__u8 byte = data[i];

		data[i] = data[i + 6];
		data[i + 6] = byte;
	}
	return XDP_TX;
}

SEC("xdp")
int shorten(struct xdp_md *ctx)
{
	return bpf_xdp_adjust_tail(ctx, -4) ? XDP_ABORTED : XDP_PASS;
}

SEC("tc")
int mark(struct __sk_buff *skb)
{
	skb->mark += 1;
	return skb->len;
}

SEC("tc")
int add_to_checksum(struct __sk_buff *skb)
{
	return bpf_csum_update(skb, skb->mark);
}

SEC("socket")
int length(struct __sk_buff *skb)
{
	return skb->len;
}

SEC("cgroup_skb/egress")
int allow(struct __sk_buff *skb)
{
	return 1;
}

SEC("raw_tp/sched_switch")
int sum(struct bpf_raw_tracepoint_args *ctx)
{
	return ctx->args[0] + ctx->args[1];
}

struct request {
	__u32 number;
	__u32 square;
};

SEC("syscall")
int square(struct request *request)
{
	request->square = request->number * request->number;
	return 7;
}

SEC("flow_dissector")
int dissect(struct __sk_buff *skb)
{
	struct bpf_flow_keys *keys = skb->flow_keys;

	keys->n_proto = 0x1234;
	return BPF_OK;
}

SEC("sk_lookup")
int look(struct bpf_sk_lookup *ctx)
{
	return ctx->local_port == 8080 ? SK_PASS : SK_DROP;
}

SEC("tp/syscalls/sys_enter_getpid")
int untested(void *ctx)
{
	return 0;
}
