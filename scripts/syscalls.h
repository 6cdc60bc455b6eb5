/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 *
 * What the tracepoints of system calls hand to a program: tp/syscalls/sys_enter_NAME and
 * sys_exit_NAME of one call, tp/raw_syscalls/sys_enter and sys_exit of all. Only the members used;
 * the loader finds where they lie in the running kernel (CO-RE).
 */
#ifndef SYSCALLS_H
#define SYSCALLS_H

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)

struct trace_event_raw_sys_enter {
	long id; /* the call's number, which each architecture gives in its own way */
	unsigned long args[6];
};

struct trace_event_raw_sys_exit {
	long id;
	long ret; /* below 0: an errno */
};

#pragma clang attribute pop

#endif
