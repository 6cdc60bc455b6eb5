/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What our programs read of the kernel's tasks: of each type only the members that are used. Where
 * they lie differs from kernel to kernel; preserve_access_index has the compiler note each access,
 * and libbpf puts in the offset of the kernel that runs (CO-RE, compile once, run everywhere).
 */
#ifndef TASK_H
#define TASK_H

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)

/* The memory of a process. Its program's arguments lie there, a zero byte behind each. */
struct mm_struct {
	unsigned long arg_start;
	unsigned long arg_end;
};

/* A thread. The kernel's pid is the thread's number, its tgid that of the process. */
struct task_struct {
	int pid;
	int tgid;
	unsigned int __state;
	int exit_state;
	int exit_code;
	unsigned long long self_exec_id;
	struct task_struct *real_parent;
	struct mm_struct *mm;
	char comm[16];
};

/* Since Linux commit 2f064a59a11f ("sched: Change task_struct::state") (in v5.14) it is __state. */
struct task_struct___before_5_14 {
	long state;
};

/* The tracepoint sched:sched_process_exec, whose file name lies behind it: see data_loc(). */
struct trace_event_raw_sched_process_exec {
	unsigned int __data_loc_filename;
};

#pragma clang attribute pop

/* A text of a tracepoint: the lower half of its word is the offset from the event's beginning. */
#define data_loc(event, member) ((void *)(event) + ((event)->__data_loc_##member & 0xffff))

#endif
