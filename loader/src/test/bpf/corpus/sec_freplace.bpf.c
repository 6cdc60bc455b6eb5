// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// sec_freplace: the replacement of another program's function.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("freplace/step")
int step(void *ctx)
{
	return 0;
}
