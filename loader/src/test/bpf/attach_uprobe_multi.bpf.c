// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// attach_uprobe_multi: one program on many functions of a library, which tells them by cookie,
// and one on their returns, which keeps what they gave back.

#include <linux/bpf.h>
#include <linux/ptrace.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

__u32 watched_tgid;

static int watched(void)
{
	return watched_tgid && (__u32)(bpf_get_current_pid_tgid() >> 32) == watched_tgid;
}

__u64 calls, cookies;
__u64 returns, returned;

SEC("uprobe.multi")
int on_many(void *ctx)
{
	if (watched()) {
		calls++;
		cookies |= bpf_get_attach_cookie(ctx);
	}
	return 0;
}

SEC("uretprobe.multi")
int on_returns(struct pt_regs *ctx)
{
	if (watched()) {
		returns++;
		returned = PT_REGS_RC(ctx);
		cookies |= bpf_get_attach_cookie(ctx);
	}
	return 0;
}
