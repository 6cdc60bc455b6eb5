// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// runqlat: how long tasks that could run wait for a CPU, as a histogram.
//
// A task joins a run queue when it is woken, when it is new, or when it is sent away from its CPU
// though it would go on. It leaves the queue when it is switched to.

#include <linux/bpf.h>
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include "log2.h"
#include "task.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

// Set before load.
const volatile int only_pid = 0;   // 0: all processes
const volatile int left_out = 0;   // the process that shows this

// A global array is memory that user space shares: no map needs to be asked.
__u64 slots[SLOTS] = {};

// Since when a thread waits. Those that end while they wait are forgotten in time: LRU.
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 16384);
	__type(key, int);
	__type(value, __u64);
} waiting SEC(".maps");

static int waits(struct task_struct *task)
{
	int tgid = BPF_CORE_READ(task, tgid);
	int thread = BPF_CORE_READ(task, pid);
	__u64 now = bpf_ktime_get_ns();

	// 0 is the idle task of each CPU, which waits for nothing.
	if (!thread || tgid == left_out || (only_pid && tgid != only_pid))
		return 0;
	bpf_map_update_elem(&waiting, &thread, &now, BPF_ANY);
	return 0;
}

// Raw tracepoints hand over what the kernel itself passed to the tracepoint, here the task, where
// tp/sched/sched_wakeup has the thread's number only.
SEC("raw_tp/sched_wakeup")
int BPF_PROG(woken, struct task_struct *task)
{
	return waits(task);
}

SEC("raw_tp/sched_wakeup_new")
int BPF_PROG(begun, struct task_struct *task)
{
	return waits(task);
}

static long state_of(struct task_struct *task)
{
	struct task_struct___before_5_14 *old = (void *)task;

	return bpf_core_field_exists(task->__state) ? BPF_CORE_READ(task, __state) : BPF_CORE_READ(old, state);
}

SEC("raw_tp/sched_switch")
int BPF_PROG(switched, _Bool preempted, struct task_struct *previous, struct task_struct *next)
{
	int thread = BPF_CORE_READ(next, pid);
	__u64 *since;

	// State 0 is TASK_RUNNING: it was not done.
	if (preempted || state_of(previous) == 0)
		waits(previous);

	since = bpf_map_lookup_elem(&waiting, &thread);
	if (since) {
		__sync_fetch_and_add(&slots[slot((bpf_ktime_get_ns() - *since) / 1000)], 1);
		bpf_map_delete_elem(&waiting, &thread);
	}
	return 0;
}
