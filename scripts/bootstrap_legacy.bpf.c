// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// bootstrap_legacy: as bootstrap, for kernels before 5.8, which have no ring buffer.
//
// What is different: a perf buffer has a part for each CPU, an event is made on the stack and then
// copied, and the kernel itself counts those that find no room. See bootstrap.bpf.c for the rest.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_core_read.h>
#include "bootstrap.h"
#include "task.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

const volatile unsigned long long min_duration_ns = 0;

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 16384);
	__type(key, int);
	__type(value, __u64);
} exec_start SEC(".maps");

// User space puts the buffers into it, one for each CPU; there is no number of entries to be chosen.
struct {
	__uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY);
	__type(key, int);
	__type(value, int);
} events SEC(".maps");

static void fill(struct event *event, enum kind kind)
{
	struct task_struct *task = (void *)bpf_get_current_task();

	event->kind = kind;
	event->pid = bpf_get_current_pid_tgid() >> 32;
	event->ppid = BPF_CORE_READ(task, real_parent, tgid);
	bpf_get_current_comm(event->comm, sizeof(event->comm));
}

// Into the buffer of the CPU that this runs on.
static void send(void *ctx, struct event *event)
{
	bpf_perf_event_output(ctx, &events, BPF_F_CURRENT_CPU, event, sizeof(*event));
}

SEC("tp/sched/sched_process_exec")
int handle_exec(struct trace_event_raw_sched_process_exec *ctx)
{
	int pid = bpf_get_current_pid_tgid() >> 32;
	__u64 now = bpf_ktime_get_ns();
	// The stack of a program has 512 bytes; all that is sent has to be set.
	struct event event = {};

	bpf_map_update_elem(&exec_start, &pid, &now, BPF_ANY);
	if (min_duration_ns)
		return 0;

	fill(&event, EXEC);
	bpf_probe_read_kernel_str(event.filename, sizeof(event.filename), data_loc(ctx, filename));
	send(ctx, &event);
	return 0;
}

SEC("tp/sched/sched_process_exit")
int handle_exit(void *ctx)
{
	__u64 id = bpf_get_current_pid_tgid();
	int pid = id >> 32, tid = (__u32)id;
	struct task_struct *task = (void *)bpf_get_current_task();
	struct event event = {};
	__u64 *start;
	int code;

	if (pid != tid)
		return 0;

	start = bpf_map_lookup_elem(&exec_start, &pid);
	if (start) {
		event.duration_ns = bpf_ktime_get_ns() - *start;
		bpf_map_delete_elem(&exec_start, &pid);
	}
	if (event.duration_ns < min_duration_ns)
		return 0;

	fill(&event, EXIT);
	code = BPF_CORE_READ(task, exit_code);
	event.exit_code = code & 0x7f ? 128 + (code & 0x7f) : (code >> 8) & 0xff;
	send(ctx, &event);
	return 0;
}
