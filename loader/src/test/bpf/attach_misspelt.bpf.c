// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// attach_misspelt: a function that the kernel does not have, which is found out at load.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("tp_btf/sched_swich")
int on_misspelt(void *ctx)
{
	return 0;
}
