// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// code_unlicensed: no licence, and a program that needs none.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("socket")
int use(void *ctx)
{
	return 0;
}
