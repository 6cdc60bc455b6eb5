// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// lsm: nobody but one process may use bpf(2), until a time that is set in advance.
//
// The kernel asks its security modules before it does what a process wants of it. A program at such a
// question (an LSM hook) is one more module: 0 lets it pass, a negative number is the error that the
// process gets. This one shows the two things that a program with such power owes: it spares the
// process that can take it away again, and it ends by itself, whatever becomes of that process.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

#define EPERM 1

// The process that made this program.
int own_pid;
// When it ends, in nanoseconds of CLOCK_MONOTONIC. While it is 0 nothing is refused.
__u64 until;
// How many events found no room on their way to user space.
__u64 dropped;

struct event {
	int pid;
	char comm[16];
	enum bpf_cmd command;
};

// Has the compiler keep the type for user space, as nothing that stays names it.
const struct event *unused __attribute__((unused));

// Who was refused what.
struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 64 * 1024);
} events SEC(".maps");

// lsm/NAME is the hook NAME of the kernel's linux/lsm_hook_defs.h; it has the arguments of bpf(2). A
// program that came before and refused has ended the matter: nobody asks this one then.
SEC("lsm/bpf")
int BPF_PROG(on_bpf, enum bpf_cmd command)
{
	int pid = bpf_get_current_pid_tgid() >> 32;
	struct event event = { .pid = pid, .command = command };

	if (pid == own_pid || bpf_ktime_get_ns() >= until)
		return 0;

	bpf_get_current_comm(event.comm, sizeof(event.comm));
	if (bpf_ringbuf_output(&events, &event, sizeof(event), 0))
		__sync_fetch_and_add(&dropped, 1);
	return -EPERM;
}
