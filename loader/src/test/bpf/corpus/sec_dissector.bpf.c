// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// sec_dissector: how packets are taken apart.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("flow_dissector")
int dissect(void *ctx)
{
	return 0;
}
