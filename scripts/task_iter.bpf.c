// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// task_iter: writes down each task that there is: who it is, what it does, how deep in the kernel.
//
// An iterator is called for each of what the kernel has many of, when user space reads. No hook has
// to fire, and nothing is missed: it walks the kernel's own list. What it writes is what is read.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_core_read.h>
#include "iter.h"
#include "task.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

// The deepest stack that is looked at.
#define DEPTH 64

// The only process whose threads are wanted; 0 for all.
const volatile int only_pid = 0;

// What user space reads, one behind the other.
struct task {
	int pid;
	int tid;
	unsigned int state;
	unsigned int exit_state;
	int kernel_depth;
	unsigned long long kernel_top;
	char comm[16];
};
// In the object's types there is only what is used; this has user space know the struct by name.
struct task *unused_task;

// The stack of a program has 512 bytes, and this is as much.
static __u64 stack[DEPTH];

static unsigned int state_of(struct task_struct *task)
{
	struct task_struct___before_5_14 *old = (void *)task;

	// One of the two is there; libbpf decides at load which, and the verifier leaves the other out.
	if (bpf_core_field_exists(task->__state))
		return task->__state;
	return BPF_CORE_READ(old, state);
}

SEC("iter/task")
int tasks(struct bpf_iter__task *ctx)
{
	struct seq_file *seq = ctx->meta->seq;
	struct task_struct *task = ctx->task;
	struct task line = {};
	long bytes;

	// The end of the walk.
	if (!task)
		return 0;
	if (only_pid && task->tgid != only_pid)
		return 0;

	line.pid = task->tgid;
	line.tid = task->pid;
	line.state = state_of(task);
	line.exit_state = task->exit_state;
	bpf_probe_read_kernel_str(line.comm, sizeof(line.comm), task->comm);

	// A task that runs right now on another CPU has none that could be looked at.
	bytes = bpf_get_task_stack(task, stack, sizeof(stack), 0);
	if (bytes > 0) {
		line.kernel_depth = bytes / sizeof(stack[0]);
		line.kernel_top = stack[0];
	}

	// As it is in memory; iterators that write text use BPF_SEQ_PRINTF().
	bpf_seq_write(seq, &line, sizeof(line));
	return 0;
}
