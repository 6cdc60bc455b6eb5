// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// attach_trace: a static tracepoint in its three forms, each counting getpid(2) of watched_tgid, and
// keeping the cookie that it was attached with.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

__u32 watched_tgid;

static int watched(void)
{
	return watched_tgid && (__u32)(bpf_get_current_pid_tgid() >> 32) == watched_tgid;
}

#define GETPID_X86_64 39

__u64 tracepoints, raw_tracepoints, tp_btfs;
__u64 cookie;

SEC("tp/syscalls/sys_enter_getpid")
int on_tracepoint(void *ctx)
{
	if (watched()) {
		tracepoints++;
		cookie = bpf_get_attach_cookie(ctx);
	}
	return 0;
}

SEC("raw_tp/sys_enter")
int on_raw_tracepoint(struct bpf_raw_tracepoint_args *ctx)
{
	if (watched() && ctx->args[1] == GETPID_X86_64)
		raw_tracepoints++;
	return 0;
}

SEC("tp_btf/sys_enter")
int on_tp_btf(__u64 *ctx)
{
	if (watched() && ctx[1] == GETPID_X86_64)
		tp_btfs++;
	return 0;
}
