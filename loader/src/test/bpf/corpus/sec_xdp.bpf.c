// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// sec_xdp: XDP on a device, a device map, a CPU map, each with and without fragments.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("xdp")
int device(void *ctx)
{
	return 2;
}

SEC("xdp.frags")
int device_frags(void *ctx)
{
	return 2;
}

SEC("xdp/devmap")
int devmap(void *ctx)
{
	return 2;
}

SEC("xdp.frags/devmap")
int devmap_frags(void *ctx)
{
	return 2;
}

SEC("xdp/cpumap")
int cpumap(void *ctx)
{
	return 2;
}

SEC("xdp.frags/cpumap")
int cpumap_frags(void *ctx)
{
	return 2;
}
