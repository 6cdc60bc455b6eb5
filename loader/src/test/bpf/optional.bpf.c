// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// optional: a program that libbpf leaves out, for the question mark, and a variable of no bytes.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

__u32 none[0];
__u32 big[3000];

SEC("?tp/syscalls/sys_enter_getpid")
int left_out(void *ctx)
{
	big[1] += 1;
	return 0;
}
