// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// uprobe: the calls of a function of any program or library, with arguments, result and time.
//
// A uprobe is a breakpoint in user space: the kernel puts it into the file's code, in memory only,
// and runs the program when a process comes by. A uretprobe runs when the function returns. The
// first sees the arguments, the second the result, so a map carries the call from one to the other.

#include <linux/bpf.h>
// struct pt_regs: the registers, as they were when the breakpoint was hit.
#include <linux/ptrace.h>
#include <bpf/bpf_helpers.h>
// PT_REGS_PARM1() and its kin: which register holds which argument on this machine.
#include <bpf/bpf_tracing.h>
#include "arguments.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

// Set by user space before the load, constant from then on: the verifier takes them for constants
// and drops the branches that they rule out.
const volatile int watched_pid = 0; // this process alone; 0: all
const volatile int ignored_pid = 0; // all but this one
const volatile unsigned int argument_count = 2;

// BTF describes this struct to user space, which needs no declaration of its own.
struct call {
	int pid;
	int tid;
	char comm[16];
	__u64 nanoseconds;
	struct argument result;
	struct arguments arguments;
};

// The calls that have begun, by thread. When it is full the oldest gives way: some threads end in
// the middle of a call.
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 1024);
	__type(key, __u64);
	__type(value, struct call);
} calls SEC(".maps");

// What user space reads.
struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 1 << 20);
} events SEC(".maps");

// Calls that found no room in the ring buffer.
__u64 dropped = 0;

// A call is too large for the stack of a BPF program, 512 bytes: new entries are copies of this.
static const struct call blank = {};

// The section says where, for those who name nothing else: the function access of the C library, in
// whichever process. attach(uprobe(...)) puts the program anywhere else.
SEC("uprobe/libc.so.6:access")
int function_begins(struct pt_regs *ctx)
{
	__u64 thread = bpf_get_current_pid_tgid();
	int pid = thread >> 32;
	struct call *call;

	if ((watched_pid && pid != watched_pid) || pid == ignored_pid)
		return 0;
	// A function that calls itself: the innermost call is the one that is shown.
	if (bpf_map_update_elem(&calls, &thread, &blank, BPF_ANY))
		return 0;
	call = bpf_map_lookup_elem(&calls, &thread);
	if (!call)
		return 0;

	call->pid = pid;
	call->tid = (int)thread;
	bpf_get_current_comm(call->comm, sizeof(call->comm));
	call->arguments.count = argument_count;
	call->arguments.values[0].value = PT_REGS_PARM1(ctx);
	call->arguments.values[1].value = PT_REGS_PARM2(ctx);
	call->arguments.values[2].value = PT_REGS_PARM3(ctx);
	call->arguments.values[3].value = PT_REGS_PARM4(ctx);
	call->arguments.values[4].value = PT_REGS_PARM5(ctx);
	// Now, as the function may change the text, or free it.
	for (unsigned int i = 0; i < 5; i++) {
		if (i < argument_count)
			read_text(&call->arguments.values[i], MAX_TEXT);
	}
	// Last, so that our own work is not counted.
	call->nanoseconds = bpf_ktime_get_ns();
	return 0;
}

SEC("uretprobe/libc.so.6:access")
int function_returns(struct pt_regs *ctx)
{
	__u64 now = bpf_ktime_get_ns();
	__u64 thread = bpf_get_current_pid_tgid();
	struct call *call = bpf_map_lookup_elem(&calls, &thread);

	// Not watched, or begun before we were attached.
	if (!call)
		return 0;
	call->nanoseconds = now - call->nanoseconds;
	call->result.value = PT_REGS_RC(ctx);
	read_text(&call->result, MAX_TEXT);
	if (bpf_ringbuf_output(&events, call, sizeof(*call), 0))
		__sync_fetch_and_add(&dropped, 1);
	bpf_map_delete_elem(&calls, &thread);
	return 0;
}
