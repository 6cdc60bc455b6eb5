// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// execsnoop: each program that is started, with its arguments; also those that could not be.
//
// Arguments are user space's memory. A program that was started has them at the beginning of its
// stack, where the kernel has just copied them to. For one that could not be started there is only
// what the caller passed, and that is read when the call fails.

#include <linux/bpf.h>
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>
#include "syscalls.h"
#include "task.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

#define ARGS 1024   // bytes of arguments that are sent
#define WORD 256    // of a call that failed: bytes of each
#define WORDS 32    //   and how many of them

struct event {
	int pid;
	int ppid;
	int error;           // 0: it runs; else a negative errno
	unsigned int size;   // of all arguments; what is beyond ARGS is not sent
	char comm[16];
	__s8 args[ARGS];     // a zero byte behind each
};

// Keeps the type among those of the object, where user space finds it.
const struct event *unused __attribute__((unused));

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4 * 1024 * 1024);
} events SEC(".maps");

// Events for which there was no room.
__u64 lost = 0;

// What execve() was called with, by thread. A thread other than the first becomes the first when it
// starts a program, and its entry is never asked for: LRU lets such entries make room.
struct call {
	const char *path;
	const char *const *argv;
};

struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 1024);
	__type(key, __u32);
	__type(value, struct call);
} calls SEC(".maps");

static struct event *new_event(int error)
{
	struct task_struct *task = (void *)bpf_get_current_task();
	struct event *event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);

	if (!event) {
		__sync_fetch_and_add(&lost, 1);
		return 0;
	}
	event->pid = bpf_get_current_pid_tgid() >> 32;
	event->ppid = BPF_CORE_READ(task, real_parent, tgid);
	event->error = error;
	event->size = 0;
	bpf_get_current_comm(event->comm, sizeof(event->comm));
	return event;
}

// The new program is in place and has not run yet: its name and arguments are the task's own.
SEC("tp/sched/sched_process_exec")
int started(void *ctx)
{
	struct task_struct *task = (void *)bpf_get_current_task();
	unsigned long from = BPF_CORE_READ(task, mm, arg_start);
	unsigned long size = BPF_CORE_READ(task, mm, arg_end) - from;
	struct event *event = new_event(0);

	if (!event)
		return 0;
	event->size = size;
	if (size > ARGS)
		size = ARGS;
	// The verifier has to see this bound, so the compiler must not move it elsewhere.
	barrier_var(size);
	if (bpf_probe_read_user(event->args, size, (void *)from))
		event->size = 0;
	bpf_ringbuf_submit(event, 0);
	return 0;
}

static int remember(unsigned long path, unsigned long argv)
{
	__u32 thread = bpf_get_current_pid_tgid();
	struct call call = {(void *)path, (void *)argv};

	bpf_map_update_elem(&calls, &thread, &call, BPF_ANY);
	return 0;
}

// The four below are loaded with -x only.
SEC("tp/syscalls/sys_enter_execve")
int enter_execve(struct trace_event_raw_sys_enter *ctx)
{
	return remember(ctx->args[0], ctx->args[1]);
}

SEC("tp/syscalls/sys_enter_execveat")
int enter_execveat(struct trace_event_raw_sys_enter *ctx)
{
	return remember(ctx->args[1], ctx->args[2]);
}

static int failed(long error)
{
	__u32 thread = bpf_get_current_pid_tgid();
	struct call *call = bpf_map_lookup_elem(&calls, &thread);
	struct event *event;
	const char *word;
	unsigned int used;
	long length;

	if (!call)
		return 0;
	if (!error || !(event = new_event(error)))
		goto forget;

	// The path that was tried stands for argv[0].
	length = bpf_probe_read_user_str(event->args, WORD, call->path);
	used = length > 0 ? length : 0;
	for (int i = 1; i < WORDS; i++) {
		if (used > ARGS - WORD)
			break;
		if (bpf_probe_read_user(&word, sizeof(word), &call->argv[i]) || !word)
			break;
		length = bpf_probe_read_user_str(event->args + used, WORD, word);
		if (length <= 0)
			break;
		used += length;
	}
	event->size = used;
	bpf_ringbuf_submit(event, 0);
forget:
	bpf_map_delete_elem(&calls, &thread);
	return 0;
}

SEC("tp/syscalls/sys_exit_execve")
int exit_execve(struct trace_event_raw_sys_exit *ctx)
{
	return failed(ctx->ret);
}

SEC("tp/syscalls/sys_exit_execveat")
int exit_execveat(struct trace_event_raw_sys_exit *ctx)
{
	return failed(ctx->ret);
}
