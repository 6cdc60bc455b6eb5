// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// attach_fentry: trampolines at a function of the kernel: entry, return, and another one, until a
// test says differently.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

__u32 watched_tgid;

static int watched(void)
{
	return watched_tgid && (__u32)(bpf_get_current_pid_tgid() >> 32) == watched_tgid;
}

__u64 entries, returns, chosen;
__u64 cookie;

SEC("fentry/vfs_unlink")
int on_entry(__u64 *ctx)
{
	if (watched()) {
		entries++;
		cookie = bpf_get_attach_cookie(ctx);
	}
	return 0;
}

SEC("fexit/vfs_unlink")
int on_return(__u64 *ctx)
{
	if (watched())
		returns++;
	return 0;
}

SEC("fentry/vfs_rename")
int on_chosen(__u64 *ctx)
{
	if (watched())
		chosen++;
	return 0;
}
