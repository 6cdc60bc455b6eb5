// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// sec_tp_btf: a raw tracepoint whose arguments are typed by the kernel's BTF.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("tp_btf/sched_switch")
int typed(void *ctx)
{
	return 0;
}
