// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// sec_iterators: iterators over the kernel's lists.

#include "kernel.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

__u32 tasks;
__u32 maps;

SEC("iter/task")
int each_task(struct bpf_iter__task *ctx)
{
	tasks += ctx->task != 0;
	return 0;
}

SEC("iter.s/task")
int each_task_sleeps(struct bpf_iter__task *ctx)
{
	struct task_struct *task = ctx->task;

	tasks += task && task->pid == 1;
	return 0;
}

SEC("iter/bpf_map")
int each_map(struct bpf_iter__bpf_map *ctx)
{
	struct bpf_map *map = ctx->map;

	maps += map && map->max_entries;
	return 0;
}
