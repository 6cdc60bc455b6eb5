// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// two: two programs on two hooks, each with words of its own, so that a test can tell which of
// them spoke, and attach one without the other.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

__u32 watched_tgid;

static int watched(void)
{
	return (__u32)(bpf_get_current_pid_tgid() >> 32) == watched_tgid;
}

SEC("tp/syscalls/sys_enter_getpid")
int first(void *ctx)
{
	if (watched())
		bpf_printk("first program saw getpid of %d", watched_tgid);
	return 0;
}

SEC("tp/syscalls/sys_enter_getppid")
int second(void *ctx)
{
	if (watched())
		bpf_printk("second program saw getppid of %d", watched_tgid);
	return 0;
}
