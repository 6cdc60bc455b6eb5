// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// nokfunc: calls a function that no kernel has, and does not say that it can do without.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

extern int bpf_no_such_function(int number) __ksym;

SEC("tp/syscalls/sys_enter_getpid")
int call(void *ctx)
{
	return bpf_no_such_function(1);
}
