// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// unprepared: programs that libbpf does not even show to the kernel; each is loaded by a test of its
// own.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("?fentry/vfs_reed")
int misspelt(void *ctx)
{
	return 0;
}

SEC("?freplace/anything")
int homeless(void *ctx)
{
	return 0;
}

SEC("?own/name")
int typeless(void *ctx)
{
	return 0;
}
