// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// data_bss: sections of zeroes by names of the program's own (libbpf 1.1).

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

__u32 plain;
__u32 named SEC(".bss.named");
__u64 big[100] SEC(".bss.big");

SEC("socket")
int use(void *ctx)
{
	return plain + named + big[99];
}
