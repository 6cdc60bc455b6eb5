// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// code_alone: a program without a map or a variable.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("socket")
int alone(void *ctx)
{
	return 0;
}
