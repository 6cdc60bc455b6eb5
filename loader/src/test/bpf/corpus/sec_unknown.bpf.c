// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// sec_unknown: sections that no libbpf knows.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("custom/thing")
int named(void *ctx)
{
	return 0;
}

SEC("another.one")
int dotted(void *ctx)
{
	return 0;
}

SEC("xdpress")
int looks_like_xdp(void *ctx)
{
	return 0;
}
