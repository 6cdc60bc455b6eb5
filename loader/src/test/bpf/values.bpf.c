// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// values: a struct that holds what C has, to be read and set in part and as a whole.
//
// When the process watched_tgid calls getpid(), the program counts in parts of config, and tells
// what it sees in others.

#include "values.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct config values SEC(".data.values") = VALUES;

struct config config = VALUES;
__u32 watched_tgid = 0;
__u32 seen_low = 0;
__s32 seen_delta = 0;
__u32 seen_max = 0;
__u64 ticks = 0;
bool ready = false;
const volatile struct limit fixed = {7, 9};
extern int LINUX_KERNEL_VERSION __kconfig;

SEC("tp/syscalls/sys_enter_getpid")
int count(void *ctx)
{
	if (bpf_get_current_pid_tgid() >> 32 != watched_tgid)
		return 0;
	seen_low = config.low;
	seen_delta = config.delta;
	seen_max = config.limits[2].max;
	config.limits[0].min += fixed.min;
	config.balance -= 1;
	ticks += LINUX_KERNEL_VERSION > 0;
	return 0;
}
