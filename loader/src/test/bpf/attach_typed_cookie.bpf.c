// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// attach_typed_cookie: a typed tracepoint that keeps the cookie that it was attached with, of watched_tgid alone.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

__u32 watched_tgid;
__u64 cookie;

SEC("tp_btf/sys_enter")
int on_tp_btf(__u64 *ctx)
{
	if (watched_tgid && (__u32)(bpf_get_current_pid_tgid() >> 32) == watched_tgid)
		cookie = bpf_get_attach_cookie(ctx);
	return 0;
}
