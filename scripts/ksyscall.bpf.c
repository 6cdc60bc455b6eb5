// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// ksyscall: each signal that is sent by kill(2) or tgkill(2): by whom, to whom, with what result.
//
// The function behind a system call has another name on each architecture (__x64_sys_kill), and
// takes its arguments out of the registers of user space, one step further. SEC("ksyscall/NAME")
// finds the function, and BPF_KSYSCALL() the arguments; all else is as with a kprobe.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include "registers.h"
#include "signals.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

// Only signals by or to this process are shown, if it is not 0.
int only_pid;
// How many events found no room, in one of the maps below.
__u64 dropped;

enum call { kill, tgkill };

struct event {
	enum call call;
	int pid;
	char comm[16];
	enum signal_number signal;
	int target;
	int result;
};

// The way to user space.
struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 256 * 1024);
} events SEC(".maps");

// The calls that have begun and not yet returned, by thread.
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, __u32);
	__type(value, struct event);
} calls SEC(".maps");

static int on_entry(enum call call, int target, int signal)
{
	__u64 id = bpf_get_current_pid_tgid();
	int pid = id >> 32;
	__u32 thread = id;
	struct event event = { .call = call, .pid = pid, .signal = signal, .target = target };

	if (only_pid && pid != only_pid && target != only_pid)
		return 0;
	bpf_get_current_comm(event.comm, sizeof(event.comm));
	if (bpf_map_update_elem(&calls, &thread, &event, BPF_ANY))
		__sync_fetch_and_add(&dropped, 1);
	return 0;
}

// Only now it is known what came of it.
static int on_exit(int result)
{
	__u32 thread = bpf_get_current_pid_tgid();
	struct event *event = bpf_map_lookup_elem(&calls, &thread);

	if (!event)
		return 0;
	event->result = result;
	if (bpf_ringbuf_output(&events, event, sizeof(*event), 0))
		__sync_fetch_and_add(&dropped, 1);
	bpf_map_delete_elem(&calls, &thread);
	return 0;
}

// To a process, or with a negative number to a group of them.
SEC("ksyscall/kill")
int BPF_KSYSCALL(kill_entry, int pid, int signal)
{
	return on_entry(kill, pid, signal);
}

SEC("kretsyscall/kill")
int BPF_KRETPROBE(kill_exit, int result)
{
	return on_exit(result);
}

// To one thread of a process.
SEC("ksyscall/tgkill")
int BPF_KSYSCALL(tgkill_entry, int pid, int thread, int signal)
{
	return on_entry(tgkill, pid, signal);
}

SEC("kretsyscall/tgkill")
int BPF_KRETPROBE(tgkill_exit, int result)
{
	return on_exit(result);
}
