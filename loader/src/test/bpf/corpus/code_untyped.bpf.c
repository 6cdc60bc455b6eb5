// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// build: -g0
//
// code_untyped: no BTF, as without -g.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

__u32 counter;
__u32 step = 2;

SEC("socket")
int use(void *ctx)
{
	counter += step;
	return 0;
}
