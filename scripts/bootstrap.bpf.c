// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// bootstrap: tells of each program that starts, and of each that ends, with how long it ran.
//
// What most tools are made of: tracepoints that see, a hash map that remembers, a setting that is
// fixed at load, and a ring buffer that carries what was seen to user space.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_core_read.h>
#include "bootstrap.h"
#include "task.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

// const: it lies in .rodata, which is frozen at load. So the verifier knows the value and leaves out
// code that it makes unreachable; volatile keeps the compiler from doing so with the 0 before.
const volatile unsigned long long min_duration_ns = 0;

// How many events found no room in the ring buffer.
unsigned long long dropped = 0;

// When each process has started its program.
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 16384);
	__type(key, int);
	__type(value, __u64);
} exec_start SEC(".maps");

// One buffer for all CPUs, in which events keep their order; its size is a power of two.
struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 1024 * 1024);
} events SEC(".maps");

// Room for an event of the task that runs, right in the ring buffer, with what both kinds tell.
static struct event *reserve(enum kind kind)
{
	struct event *event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);
	struct task_struct *task = (void *)bpf_get_current_task();

	if (!event) {
		// Other CPUs may be here at the same time.
		__sync_fetch_and_add(&dropped, 1);
		return NULL;
	}
	event->kind = kind;
	event->pid = bpf_get_current_pid_tgid() >> 32;
	event->ppid = BPF_CORE_READ(task, real_parent, tgid);
	event->exit_code = 0;
	event->duration_ns = 0;
	bpf_get_current_comm(event->comm, sizeof(event->comm));
	event->filename[0] = 0;
	return event;
}

// After the file was found and the old program is gone.
SEC("tp/sched/sched_process_exec")
int handle_exec(struct trace_event_raw_sched_process_exec *ctx)
{
	int pid = bpf_get_current_pid_tgid() >> 32;
	__u64 now = bpf_ktime_get_ns();
	struct event *event;

	bpf_map_update_elem(&exec_start, &pid, &now, BPF_ANY);

	// How long it will run nobody knows yet: those that want the long ones hear of them at their end.
	if (min_duration_ns)
		return 0;

	event = reserve(EXEC);
	if (!event)
		return 0;
	bpf_probe_read_kernel_str(event->filename, sizeof(event->filename), data_loc(ctx, filename));
	bpf_ringbuf_submit(event, 0);
	return 0;
}

// Each thread comes by here when it ends.
SEC("tp/sched/sched_process_exit")
int handle_exit(void *ctx)
{
	__u64 id = bpf_get_current_pid_tgid();
	int pid = id >> 32, tid = (__u32)id;
	struct task_struct *task = (void *)bpf_get_current_task();
	__u64 duration_ns = 0, *start;
	struct event *event;
	int code;

	// A process is taken to end with its first thread, whose number is the process's.
	if (pid != tid)
		return 0;

	start = bpf_map_lookup_elem(&exec_start, &pid);
	if (start) {
		duration_ns = bpf_ktime_get_ns() - *start;
		bpf_map_delete_elem(&exec_start, &pid);
	}
	if (duration_ns < min_duration_ns)
		return 0;

	event = reserve(EXIT);
	if (!event)
		return 0;
	// As wait(2) gives it: the signal in the low 7 bits, else the status in the second byte.
	code = BPF_CORE_READ(task, exit_code);
	event->exit_code = code & 0x7f ? 128 + (code & 0x7f) : (code >> 8) & 0xff;
	event->duration_ns = duration_ns;
	bpf_ringbuf_submit(event, 0);
	return 0;
}
