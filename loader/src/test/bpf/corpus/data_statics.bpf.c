// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// data_statics: variables that are local to the file or a function, and no global one.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

static volatile __u32 hidden = 1;
static volatile __u64 zero;
static const volatile __u16 constant = 2;

SEC("socket")
int use(void *ctx)
{
	static volatile __u32 calls;

	calls += 1;
	zero += hidden + constant;
	return calls;
}
