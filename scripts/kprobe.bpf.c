// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// kprobe: each file that is deleted, at the entry of the kernel's do_unlinkat() and at its return.
//
// A kprobe is a breakpoint in the kernel's own code. It can be set at nearly every function, and the
// program sees what a breakpoint shows: the registers of the CPU. fentry.bpf.c does the same by the
// newer way, where the kernel calls the program and hands over the arguments by their types.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include "files.h"
#include "registers.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

// Calls of this process are left out; user space sets it.
int own_pid;
// Only those of this one are shown, if it is not 0.
int only_pid;
// How many events found no room, in one of the maps below.
__u64 dropped;

enum event_kind { ENTRY, EXIT };

struct event {
	enum event_kind event;
	int pid;
	int result;
	char comm[16];
	char file[200];
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

static void send(struct event *event)
{
	if (bpf_ringbuf_output(&events, event, sizeof(*event), 0))
		__sync_fetch_and_add(&dropped, 1);
}

// BPF_KPROBE() takes the arguments out of the registers where the function finds them. Nobody checks
// that they are of these types: they are what the kernel's source says.
SEC("kprobe/do_unlinkat")
int BPF_KPROBE(on_entry, int folder, struct filename *name)
{
	__u64 id = bpf_get_current_pid_tgid();
	int pid = id >> 32;
	__u32 thread = id;
	struct event event = { .event = ENTRY, .pid = pid };

	if (pid == own_pid || (only_pid && pid != only_pid))
		return 0;
	bpf_get_current_comm(event.comm, sizeof(event.comm));

	// A pointer out of a register may point anywhere, so it cannot be followed. BPF_CORE_READ() asks
	// the kernel to copy the member name of what it points to, and the next line for the text there.
	bpf_probe_read_kernel_str(event.file, sizeof(event.file), BPF_CORE_READ(name, name));

	send(&event);
	if (bpf_map_update_elem(&calls, &thread, &event, BPF_ANY))
		__sync_fetch_and_add(&dropped, 1);
	return 0;
}

// At the return the registers hold the result and no longer the arguments: what is needed of these
// has been kept since the entry.
SEC("kretprobe/do_unlinkat")
int BPF_KRETPROBE(on_exit, int result)
{
	__u32 thread = bpf_get_current_pid_tgid();
	struct event *event = bpf_map_lookup_elem(&calls, &thread);

	if (!event)
		return 0;
	event->event = EXIT;
	event->result = result;
	send(event);
	bpf_map_delete_elem(&calls, &thread);
	return 0;
}
