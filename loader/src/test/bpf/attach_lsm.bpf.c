// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// attach_lsm: getpgid(2) of watched_tgid fails with EXDEV.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

__u32 watched_tgid;

static int watched(void)
{
	return watched_tgid && (__u32)(bpf_get_current_pid_tgid() >> 32) == watched_tgid;
}

#define EXDEV 18

SEC("lsm/task_getpgid")
int refuse(__u64 *ctx)
{
	int before = (int)ctx[1];

	if (before)
		return before < 0 && before >= -4095 ? before : -1;
	return watched() ? -EXDEV : 0;
}
