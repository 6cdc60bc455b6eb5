// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// attach_uprobe_session: one program at the entry and at the return of a function.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

__u32 watched_tgid;

static int watched(void)
{
	return watched_tgid && (__u32)(bpf_get_current_pid_tgid() >> 32) == watched_tgid;
}

__u64 calls;

SEC("uprobe.session")
int on_both(void *ctx)
{
	if (watched())
		calls++;
	return 0;
}
