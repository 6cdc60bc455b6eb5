// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// attach_kprobe: the functions of the kernel that unlink(2) and getpgid(2) of watched_tgid come to.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

__u32 watched_tgid;

static int watched(void)
{
	return watched_tgid && (__u32)(bpf_get_current_pid_tgid() >> 32) == watched_tgid;
}

__u64 entries, returns, syscalls, syscall_returns;
__u64 cookie;

SEC("kprobe/vfs_unlink")
int on_entry(void *ctx)
{
	if (watched()) {
		entries++;
		cookie = bpf_get_attach_cookie(ctx);
	}
	return 0;
}

SEC("kretprobe/vfs_unlink")
int on_return(void *ctx)
{
	if (watched())
		returns++;
	return 0;
}

SEC("ksyscall/getpgid")
int on_syscall(void *ctx)
{
	if (watched())
		syscalls++;
	return 0;
}

SEC("kretsyscall/getpgid")
int on_syscall_return(void *ctx)
{
	if (watched())
		syscall_returns++;
	return 0;
}
