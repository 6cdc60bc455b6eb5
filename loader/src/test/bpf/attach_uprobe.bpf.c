// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// attach_uprobe: probes in user space: a function's entry and return, with a program that sleeps,
// and a USDT probe; each counts in watched_tgid alone.

#include <linux/bpf.h>
#include <linux/ptrace.h>
#include <stdbool.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/usdt.bpf.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

__u32 watched_tgid;

static int watched(void)
{
	return watched_tgid && (__u32)(bpf_get_current_pid_tgid() >> 32) == watched_tgid;
}

__u64 entries, returns, sleepable, usdts;
__u64 cookie;

SEC("uprobe")
int on_entry(void *ctx)
{
	if (watched()) {
		entries++;
		cookie = bpf_get_attach_cookie(ctx);
	}
	return 0;
}

SEC("uretprobe")
int on_return(void *ctx)
{
	if (watched())
		returns++;
	return 0;
}

SEC("uprobe.s")
int on_sleepable(void *ctx)
{
	if (watched())
		sleepable++;
	return 0;
}

SEC("usdt")
int on_usdt(struct pt_regs *ctx)
{
	if (watched()) {
		usdts++;
		cookie = bpf_usdt_cookie(ctx);
	}
	return 0;
}
