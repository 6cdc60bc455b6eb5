// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// fentry: each file that is deleted, at the entry of the kernel's do_unlinkat() and at its return.
//
// The kernel leaves room at the beginning of its functions, and there puts a call of the program: no
// breakpoint, so it costs next to nothing. It knows the types of its functions (BTF), so arguments
// come by type, and the verifier checks what is done with them. kprobe.bpf.c is the older way.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include "files.h"

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

// BPF_PROG() gives the arguments their names and types.
SEC("fentry/do_unlinkat")
int BPF_PROG(on_entry, int folder, struct filename *name)
{
	__u64 id = bpf_get_current_pid_tgid();
	int pid = id >> 32;
	__u32 thread = id;
	struct event event = { .event = ENTRY, .pid = pid };

	if (pid == own_pid || (only_pid && pid != only_pid))
		return 0;
	bpf_get_current_comm(event.comm, sizeof(event.comm));

	// The verifier knows what name points to, so name->name is read as in any C program. What that
	// points to it does not know: a helper copies the text.
	bpf_probe_read_kernel_str(event.file, sizeof(event.file), name->name);

	send(&event);
	if (bpf_map_update_elem(&calls, &thread, &event, BPF_ANY))
		__sync_fetch_and_add(&dropped, 1);
	return 0;
}

// At the exit come the arguments and, behind them, the result. But the function may have given back
// the memory that name points to: what was in it has been kept since the entry.
SEC("fexit/do_unlinkat")
int BPF_PROG(on_exit, int folder, struct filename *name, int result)
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
