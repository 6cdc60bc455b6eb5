// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// opensnoop: each file that is opened, by whom, and what came of it.
//
// Four system calls open files. Two programs see them begin, as the path is their first or their
// second argument, and one sees all of them end: a program can be attached more than once, so which
// tracepoints is said by opensnoop.jsh, which knows the calls that this architecture has.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include "syscalls.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

// Set before load, constants after: the verifier then knows them, and drops what they rule out.
const volatile int only_pid = 0;     // 0: all processes
const volatile int left_out = 0;     // the process that shows this
const volatile int only_failed = 0;

struct event {
	int pid;
	int result;   // a descriptor, or a negative errno
	char comm[16];
	char path[256];   // as the caller wrote it; a longer one is cut
};

// Keeps the type among those of the object, where user space finds it.
const struct event *unused __attribute__((unused));

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4 * 1024 * 1024);
} events SEC(".maps");

// Events for which there was no room.
__u64 lost = 0;

// Where the path of a call that has begun lies in the caller's memory, by thread.
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 10240);
	__type(key, __u32);
	__type(value, const char *);
} paths SEC(".maps");

static int remember(unsigned long path)
{
	__u64 id = bpf_get_current_pid_tgid();
	int pid = id >> 32;
	__u32 thread = id;

	if (pid == left_out || (only_pid && pid != only_pid))
		return 0;
	bpf_map_update_elem(&paths, &thread, &path, BPF_ANY);
	return 0;
}

SEC("tracepoint")
int enter_open(struct trace_event_raw_sys_enter *ctx)
{
	return remember(ctx->args[0]);
}

SEC("tracepoint")
int enter_openat(struct trace_event_raw_sys_enter *ctx)
{
	return remember(ctx->args[1]);
}

SEC("tracepoint")
int leave(struct trace_event_raw_sys_exit *ctx)
{
	__u32 thread = bpf_get_current_pid_tgid();
	const char **path = bpf_map_lookup_elem(&paths, &thread);
	struct event *event;

	if (!path)
		return 0;
	if (only_failed && ctx->ret >= 0)
		goto forget;
	event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);
	if (!event) {
		__sync_fetch_and_add(&lost, 1);
		goto forget;
	}
	event->pid = bpf_get_current_pid_tgid() >> 32;
	event->result = ctx->ret;
	bpf_get_current_comm(event->comm, sizeof(event->comm));
	// Read now and not when the call began: memory that nobody has touched yet cannot be read
	// here, and by now the kernel has read the path itself.
	if (bpf_probe_read_user_str(event->path, sizeof(event->path), *path) < 0)
		event->path[0] = 0;
	bpf_ringbuf_submit(event, 0);
forget:
	bpf_map_delete_elem(&paths, &thread);
	return 0;
}
