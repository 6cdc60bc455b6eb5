// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// sec_syscall: a program that user space calls.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("syscall")
int call(void *ctx)
{
	return 0;
}
