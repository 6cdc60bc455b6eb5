// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// extern_kfuncs: functions of the kernel, those that do not exist included.

#include "kernel.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

extern struct task_struct *bpf_task_from_pid(int pid) __ksym __weak;
extern void bpf_task_release(struct task_struct *task) __ksym __weak;
extern int no_such_function(int value) __ksym __weak;

SEC("syscall")
int use(void *ctx)
{
	struct task_struct *task;

	if (!bpf_task_from_pid || !bpf_task_release)
		return no_such_function ? no_such_function(1) : -1;
	task = bpf_task_from_pid(1);
	if (task)
		bpf_task_release(task);
	return 0;
}
