// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// attach_perf: counts samples of a clock in watched_tgid.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

__u32 watched_tgid;

static int watched(void)
{
	return watched_tgid && (__u32)(bpf_get_current_pid_tgid() >> 32) == watched_tgid;
}

__u64 samples;
__u64 cookie;

SEC("perf_event")
int on_sample(void *ctx)
{
	if (watched()) {
		__sync_fetch_and_add(&samples, 1);
		cookie = bpf_get_attach_cookie(ctx);
	}
	return 0;
}
