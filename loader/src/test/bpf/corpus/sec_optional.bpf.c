// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// sec_optional: programs that a question mark keeps out of the kernel, beside one that goes in.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("socket")
int goes_in(void *ctx)
{
	return 0;
}

SEC("?socket")
int stays_out(void *ctx)
{
	return 0;
}

SEC("?kprobe/no_such_function")
int stays_out_too(void *ctx)
{
	return 0;
}

SEC("?tc")
int third(void *ctx)
{
	return 0;
}
