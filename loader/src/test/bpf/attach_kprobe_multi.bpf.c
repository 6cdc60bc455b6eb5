// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// attach_kprobe_multi: one program on many functions of the kernel, which tells them by cookie.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

__u32 watched_tgid;

static int watched(void)
{
	return watched_tgid && (__u32)(bpf_get_current_pid_tgid() >> 32) == watched_tgid;
}

__u64 entries, cookies, returns;

SEC("kprobe.multi")
int on_many(void *ctx)
{
	if (watched()) {
		entries++;
		cookies |= bpf_get_attach_cookie(ctx);
	}
	return 0;
}

SEC("kretprobe.multi/vfs_unlin?")
int on_return(void *ctx)
{
	if (watched())
		returns++;
	return 0;
}
