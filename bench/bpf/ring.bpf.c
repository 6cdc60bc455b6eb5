// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// ring: a ring buffer, and a program that fills it when it is run.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

/* What a tool that watches processes sends. */
struct event {
	__u64 sequence;
	__u64 when_ns;
	__u32 tgid;
	__u32 tid;
	__u32 uid;
	__s32 result;
	char comm[16];
};

const struct event *unused_event __attribute__((unused));

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 16 * 1024 * 1024);
} ring SEC(".maps");

__u64 sequence;

static long put_small(__u32 index, void *context)
{
	__u64 *event = bpf_ringbuf_reserve(&ring, sizeof(*event), 0);

	if (!event)
		return 1;
	*event = sequence++;
	bpf_ringbuf_submit(event, 0);
	return 0;
}

/* Sends so many events of 8 bytes; answers how many found room before the first that did not. */
SEC("raw_tp")
int send_small(struct bpf_raw_tracepoint_args *ctx)
{
	__u64 before = sequence;

	bpf_loop(ctx->args[0], put_small, 0, 0);
	return sequence - before;
}

static long put(__u32 index, void *context)
{
	struct event *event = bpf_ringbuf_reserve(&ring, sizeof(*event), 0);

	if (!event)
		return 1;
	event->sequence = sequence++;
	event->when_ns = event->sequence * 1000;
	event->tgid = 4242;
	event->tid = 4243;
	event->uid = 1000;
	event->result = -2;
	__builtin_memcpy(event->comm, "benchmark\0\0\0\0\0\0\0", 16);
	bpf_ringbuf_submit(event, 0);
	return 0;
}

/* As send_small, of whole events. */
SEC("raw_tp")
int send(struct bpf_raw_tracepoint_args *ctx)
{
	__u64 before = sequence;

	bpf_loop(ctx->args[0], put, 0, 0);
	return sequence - before;
}
