// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// attach_fmod_ret: getpgid(2) of watched_tgid fails with EXDEV.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

__u32 watched_tgid;

static int watched(void)
{
	return watched_tgid && (__u32)(bpf_get_current_pid_tgid() >> 32) == watched_tgid;
}

#define EXDEV 18

SEC("fmod_ret/security_task_getpgid")
int refuse(__u64 *ctx)
{
	return watched() ? -EXDEV : 0;
}
