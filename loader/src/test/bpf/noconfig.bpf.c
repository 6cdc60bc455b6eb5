// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// noconfig: wants to know a setting that no kernel was built with.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

extern int CONFIG_NO_SUCH_SETTING __kconfig;

SEC("tp/syscalls/sys_enter_getpid")
int ask(void *ctx)
{
	return CONFIG_NO_SUCH_SETTING;
}
