// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// sec_shared: several programs in one section.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("socket")
int first(void *ctx)
{
	return 0;
}

SEC("socket")
int second(void *ctx)
{
	return 0;
}

SEC("socket")
int third(void *ctx)
{
	return 0;
}

SEC("socket")
int fourth(void *ctx)
{
	return 0;
}
