// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// sec_uprobes: uprobes of every kind, those included that libbpf learned later.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("uprobe/libc.so.6:malloc")
int entry(void *ctx)
{
	return 0;
}

SEC("uprobe.s/libc.so.6:free")
int entry_sleeps(void *ctx)
{
	return 0;
}

SEC("uretprobe/libc.so.6:malloc")
int leave(void *ctx)
{
	return 0;
}

SEC("uretprobe.s/libc.so.6:free")
int leave_sleeps(void *ctx)
{
	return 0;
}

SEC("uprobe")
int anywhere(void *ctx)
{
	return 0;
}

SEC("uretprobe")
int anywhere_return(void *ctx)
{
	return 0;
}

SEC("uprobe.multi/libc.so.6:m*")
int many(void *ctx)
{
	return 0;
}

SEC("uretprobe.multi.s/libc.so.6:m*")
int many_return(void *ctx)
{
	return 0;
}

SEC("uprobe.session/libc.so.6:m*")
int session(void *ctx)
{
	return 0;
}
