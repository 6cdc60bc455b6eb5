// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// attach_named: sections that name places, most of which do not exist.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("uprobe/libc.so.6:getpidd")
int on_misspelt_function(void *ctx)
{
	return 0;
}

SEC("uretprobe/libc.so.6:getppid")
int on_return(void *ctx)
{
	return 0;
}

SEC("uprobe/libz.so.999:deflate")
int on_missing_library(void *ctx)
{
	return 0;
}

SEC("tp/syscalls/sys_enter_getpidd")
int on_misspelt_tracepoint(void *ctx)
{
	return 0;
}

SEC("raw_tp/sched_swich")
int on_misspelt_raw_tracepoint(void *ctx)
{
	return 0;
}
