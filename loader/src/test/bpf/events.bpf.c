// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// events: buffers of every kind that carries events, filled and emptied by programs that run only
// when a test runs them (BPF_PROG_TEST_RUN), with the arguments that it gives.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

enum kind {
	FIRST,
	SECOND,
};

struct event {
	__u64 sequence;
	__s32 negative;
	__u32 cpu;
	enum kind kind;
	char comm[12];
};

/* What a sender of varying length begins with; bytes follow that count up from 0. */
struct head {
	__u32 sequence;
	__u32 length;
};

struct command {
	__u32 op;
	__s64 value;
};

/* BTF of a type that no map and no other global names. */
const struct event *unused_event __attribute__((unused));
/* One that no pointer points to is no candidate for events without a type. */
struct head last_head;

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 64 * 1024);
} ring SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} other SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY);
	__type(key, __u32);
	__type(value, __u32);
} perf SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_USER_RINGBUF);
	__uint(max_entries, 4096);
} commands SEC(".maps");

__u64 sequence;
__u64 dropped;
__u64 discarded;

__u64 taken;
__s64 sum;
struct command last;

/* Room for the longest event of varying length; the pattern is written by the test. */
__u8 scratch[512];

static int put(void)
{
	struct event *event = bpf_ringbuf_reserve(&ring, sizeof(*event), 0);

	if (!event)
		return -1;
	event->sequence = sequence++;
	event->negative = -(__s32)event->sequence;
	event->cpu = bpf_get_smp_processor_id();
	event->kind = event->sequence & 1 ? SECOND : FIRST;
	__builtin_memcpy(event->comm, "0123456789", 11);
	event->comm[11] = 0;
	bpf_ringbuf_submit(event, 0);
	return 0;
}

static long put_until_full(__u32 index, void *context)
{
	return put() ? 1 : 0;
}

/* Sends so many events; answers how many found room before the first that did not. */
SEC("raw_tp")
int send(struct bpf_raw_tracepoint_args *ctx)
{
	__u64 before = sequence;

	bpf_loop(ctx->args[0], put_until_full, 0, 0);
	return sequence - before;
}

static long put_or_count(__u32 index, void *context)
{
	if (put())
		__sync_fetch_and_add(&dropped, 1);
	return 0;
}

/* Sends so many events, and counts those that find no room. */
SEC("raw_tp")
int flood(struct bpf_raw_tracepoint_args *ctx)
{
	bpf_loop(ctx->args[0], put_or_count, 0, 0);
	return 0;
}

static long put_mixed(__u32 index, void *context)
{
	struct head *head = (struct head *)scratch;
	__u32 length = sizeof(*head) + ((sequence * 37) & 255);

	if (sequence % 7 == 3) {
		void *room = bpf_ringbuf_reserve(&ring, 40, 0);

		if (!room)
			return 1;
		bpf_ringbuf_discard(room, 0);
		discarded++;
	}
	head->sequence = sequence;
	head->length = length;
	if (bpf_ringbuf_output(&ring, scratch, length, BPF_RB_NO_WAKEUP))
		return 1;
	sequence++;
	return 0;
}

/* As send, of events of varying length, with reservations that are discarded, and without wake-ups. */
SEC("raw_tp")
int send_mixed(struct bpf_raw_tracepoint_args *ctx)
{
	__u64 before = sequence;

	bpf_loop(ctx->args[0], put_mixed, 0, 0);
	return sequence - before;
}

/* One event to the other buffer. */
SEC("raw_tp")
int send_other(struct bpf_raw_tracepoint_args *ctx)
{
	__u64 value = ctx->args[0];

	return bpf_ringbuf_output(&other, &value, sizeof(value), 0);
}


/* One event of a length that is given to the perf buffer of this CPU. */
SEC("raw_tp")
int send_perf(struct bpf_raw_tracepoint_args *ctx)
{
	struct head *head = (struct head *)scratch;
	__u64 length = ctx->args[0];

	if (length < sizeof(*head) || length > sizeof(scratch))
		return -1;
	head->sequence = sequence++;
	head->length = length;
	last_head = *head;

	long failed = bpf_perf_event_output(ctx, &perf, BPF_F_CURRENT_CPU, scratch, length & 511);

	if (failed)
		__sync_fetch_and_add(&dropped, 1);
	return failed;
}

static long take(struct bpf_dynptr *record, void *context)
{
	struct command command = {};

	if (bpf_dynptr_read(&command, sizeof(command), record, 0, 0))
		return 0;
	taken++;
	sum += command.value;
	last = command;
	return 0;
}

/* Takes all commands; answers how many records there were, those that were discarded not among them. */
SEC("raw_tp")
int drain(struct bpf_raw_tracepoint_args *ctx)
{
	return bpf_user_ringbuf_drain(&commands, take, 0, 0);
}
