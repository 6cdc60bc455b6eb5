// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// syscount: how many system calls there are, by call or by process, and how long they take.
//
// Counting happens here, in a map; user space reads the sums once in a while. Sending an event for
// each call would cost more than most calls do.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include "syscalls.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

// Set before load, constants after.
const volatile int only_pid = 0;     // 0: all processes
const volatile int left_out = 0;     // the process that shows this
const volatile int by_process = 0;   // count by process instead of by call
const volatile int timed = 0;        // measure how long they take

struct sum {
	__u64 count;
	__u64 nanos;
	char comm[16];   // of one who was counted here
};

// By number of the call, or by process id. Programs of 32 bits number their calls differently: those
// are counted, and shown under the names that these numbers have for others.
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 10240);
	__type(key, __u32);
	__type(value, struct sum);
} sums SEC(".maps");

// Calls that found no place in it.
__u64 lost = 0;

struct begun {
	__u64 time;     // 0: it has ended
	__u32 number;
};

// The call that each thread is in. An entry stays for the thread's next call, as to write into it costs
// far less than to make one; LRU lets those of threads that have ended make room.
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 16384);
	__type(key, __u32);
	__type(value, struct begun);
} running SEC(".maps");

static void count(__u32 number, __u64 nanos)
{
	__u32 key = by_process ? bpf_get_current_pid_tgid() >> 32 : number;
	struct sum *sum = bpf_map_lookup_elem(&sums, &key);

	if (!sum) {
		struct sum first = {};

		bpf_get_current_comm(first.comm, sizeof(first.comm));
		// Another CPU may have been quicker: then its entry is the one to add to.
		bpf_map_update_elem(&sums, &key, &first, BPF_NOEXIST);
		sum = bpf_map_lookup_elem(&sums, &key);
		if (!sum) {
			__sync_fetch_and_add(&lost, 1);
			return;
		}
	}
	__sync_fetch_and_add(&sum->count, 1);
	__sync_fetch_and_add(&sum->nanos, nanos);
}

SEC("tp/raw_syscalls/sys_enter")
int enter(struct trace_event_raw_sys_enter *ctx)
{
	__u64 id = bpf_get_current_pid_tgid();
	int pid = id >> 32;
	__u32 thread = id;

	if (pid == left_out || (only_pid && pid != only_pid))
		return 0;
	if (timed) {
		struct begun now = {.time = bpf_ktime_get_ns(), .number = ctx->id};
		struct begun *begun = bpf_map_lookup_elem(&running, &thread);

		if (begun)
			*begun = now;
		else
			bpf_map_update_elem(&running, &thread, &now, BPF_ANY);
	} else {
		count(ctx->id, 0);
	}
	return 0;
}

// Loaded with -L only. Two calls end otherwise than they begin: rt_sigreturn() without a number, and
// clone() in the new thread too, which may have the id of one that ended in exit().
SEC("tp/raw_syscalls/sys_exit")
int leave(struct trace_event_raw_sys_exit *ctx)
{
	__u32 thread = bpf_get_current_pid_tgid();
	struct begun *begun = bpf_map_lookup_elem(&running, &thread);

	if (begun && begun->time && (ctx->id < 0 || ctx->id == begun->number)) {
		count(begun->number, bpf_ktime_get_ns() - begun->time);
		begun->time = 0;
	}
	return 0;
}
