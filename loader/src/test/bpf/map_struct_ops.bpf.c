// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// map_struct_ops: an algorithm of congestion control for TCP that has nothing but a name: the kernel makes
// the map, and would not register it. The program, which does nothing, has libbpf read the kernel's types.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct tcp_congestion_ops {
	char name[16];
};

SEC(".struct_ops")
struct tcp_congestion_ops nothing = {
	.name = "bpfsh_nothing",
};

SEC("tp_btf/sys_enter")
int reader(__u64 *ctx)
{
	return 0;
}
