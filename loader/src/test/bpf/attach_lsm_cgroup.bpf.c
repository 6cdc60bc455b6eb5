// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// attach_lsm_cgroup: no process of the cgroup may make a UDP socket.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

#define SOCK_DGRAM 2

SEC("lsm_cgroup/socket_create")
int no_udp(__u64 *ctx)
{
	int type = (int)ctx[1];

	return type == SOCK_DGRAM ? 0 : 1;
}
