// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// notracepoint: loads, and cannot be attached: its tracepoint lacks the last letter of
// sys_enter_write.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("tp/syscalls/sys_enter_writ")
int misspelt(void *ctx)
{
	return 0;
}
