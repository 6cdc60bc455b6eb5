// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// sec_kprobes: kprobes of every kind: entry, return, many at once, system calls by name.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("kprobe/do_nanosleep")
int entry(void *ctx)
{
	return 0;
}

SEC("kretprobe/do_nanosleep")
int leave(void *ctx)
{
	return 0;
}

SEC("kprobe.multi/vfs_")
int many(void *ctx)
{
	return 0;
}

SEC("kretprobe.multi/vfs_")
int many_return(void *ctx)
{
	return 0;
}

SEC("ksyscall/getpgid")
int call(void *ctx)
{
	return 0;
}

SEC("kretsyscall/getpgid")
int call_return(void *ctx)
{
	return 0;
}

SEC("kprobe")
int anywhere(void *ctx)
{
	return 0;
}

SEC("kprobe.session/vfs_")
int session(void *ctx)
{
	return 0;
}
