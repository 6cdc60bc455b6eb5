// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// nolicense: names no licence to the kernel and calls a helper that is for GPL programs only, so
// the load fails: "cannot call GPL-restricted function from non-GPL compatible program".

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("tp/syscalls/sys_enter_getpid")
int unlicensed(void *ctx)
{
	bpf_printk("nobody will read this");
	return 0;
}
